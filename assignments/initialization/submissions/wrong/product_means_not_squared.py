"""The means enter without a square."""

FAILS = ["product_variance"]
HINT = (
    "Compare the units of your terms: a variance is a square, so a mean must be squared before it"
    " stands beside one. E[a^2] = Var(a) + E[a]^2. A negative mean shows the mistake at once, "
    "since the sign of a mean can't change how far the product scatters."
)


def product_variance(mean_a, var_a, mean_w, var_w):
    return var_a * var_w + mean_a * var_w + mean_w * var_a
