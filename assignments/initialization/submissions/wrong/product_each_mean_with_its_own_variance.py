"""The mean of a multiplies Var(a) in place of Var(w)."""

FAILS = ["product_variance"]
HINT = (
    "Your mixed terms pair each mean with its own variance. Try a constant a: then a w is w "
    "stretched by a number, so its variance is Var(w) times the square of that number. The mean "
    "of one factor belongs to the variance of the other."
)


def product_variance(mean_a, var_a, mean_w, var_w):
    return var_a * var_w + mean_a**2 * var_a + mean_w**2 * var_w
