"""The root of the variance."""

FAILS = ["variance_after_layer", "variance_after_layers"]
HINT = (
    "What you return is the standard deviation of z_j, the root of what is asked for. The whole "
    "derivation is done in variances, since those add up; the root is taken once, at the very "
    "end, when weights are drawn."
)


def variance_after_layer(input_variance, weight_variance, fan_in):
    return (fan_in * weight_variance * input_variance) ** 0.5
