"""The gain of the first layer to the power L."""

FAILS = ["variance_after_layers"]
HINT = (
    "You take the first layer's numbers for every layer. If all layers are equal that is a "
    "handsome closed form; here each has a fan-in and a weight variance of its own, and none at "
    "all is allowed too. Go through the layers one by one, with step 2 for each."
)


def variance_after_layers(input_variance, weight_variances, fan_ins):
    return input_variance * (fan_ins[0] * weight_variances[0]) ** len(fan_ins)
