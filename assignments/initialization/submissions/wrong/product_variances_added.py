"""Var(a) + Var(w), the variance of a sum."""

FAILS = ["product_variance"]
HINT = (
    "You add the variances, which is what a sum of independent numbers wants. Here they are "
    "multiplied. Start from Var(y) = E[y^2] - E[y]^2 with y = a w, and use that a^2 and w^2 are "
    "independent too."
)


def product_variance(mean_a, var_a, mean_w, var_w):
    return var_a + var_w
