"""Starts with the first layer, whether there is one or not."""

FAILS = ["variance_after_layers"]
HINT = (
    "Your function needs a first layer, and there may be none: both lists may be empty. Start "
    "from the variance of the input, which is right for no layer at all, and let each layer "
    "change it."
)


def variance_after_layers(input_variance, weight_variances, fan_ins):
    variance = fan_ins[0] * weight_variances[0] * input_variance
    for fan_in, weight_variance in zip(fan_ins[1:], weight_variances[1:], strict=True):
        variance *= fan_in * weight_variance
    return variance
