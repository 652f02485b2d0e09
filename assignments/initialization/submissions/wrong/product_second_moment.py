"""E[a^2 w^2], from which the square of the mean is not subtracted."""

FAILS = ["product_variance"]
HINT = (
    "What you return is E[y^2] of the product y = a w. Its variance is less: Var(y) = E[y^2] - "
    "E[y]^2. The mean of a product of independent numbers is the product of their means; if "
    "either is 0, you would not notice."
)


def product_variance(mean_a, var_a, mean_w, var_w):
    return (var_a + mean_a**2) * (var_w + mean_w**2)
