"""Var(a) Var(w), which is right only if both means are 0."""

FAILS = ["product_variance"]
HINT = (
    "You multiply the two variances. That is right when both means are 0, and it is all that "
    "Xavier needs. With other means it is too small: in Var(y) = E[y^2] - E[y]^2, the moment "
    "E[a^2] is Var(a) plus the square of the mean of a. Try a constant a: its variance is 0, but "
    "that of a w is not."
)


def product_variance(mean_a, var_a, mean_w, var_w):
    return var_a * var_w
