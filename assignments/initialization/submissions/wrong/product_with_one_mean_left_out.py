"""The mean of w is taken for 0."""

FAILS = ["product_variance"]
HINT = (
    "Your result is right while the mean of w is 0, and too small otherwise. Both second moments "
    "have two parts, E[w^2] = Var(w) + E[w]^2 as well as E[a^2]. When the means are subtracted "
    "again, two mixed terms remain, one for each mean."
)


def product_variance(mean_a, var_a, mean_w, var_w):
    return (var_a + mean_a**2) * var_w
