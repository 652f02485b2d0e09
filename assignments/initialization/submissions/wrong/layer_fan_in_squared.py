"""The variance of fan_in equal terms, as if they were one term times fan_in."""

FAILS = ["variance_after_layer", "variance_after_layers"]
HINT = (
    "fan_in enters squared in your result. That would be the variance of one term multiplied by "
    "fan_in; but z_j adds fan_in *different*, independent terms, which partly cancel. Variances "
    "of independent terms add up: one for each term."
)


def variance_after_layer(input_variance, weight_variance, fan_in):
    return fan_in**2 * weight_variance * input_variance
