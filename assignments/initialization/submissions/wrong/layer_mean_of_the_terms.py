"""Divided by fan_in: the variance of a mean of terms."""

FAILS = ["variance_after_layer", "variance_after_layers"]
HINT = (
    "Your variance falls with fan_in, as that of a *mean* of fan_in terms does. A unit of a layer"
    " adds its terms without dividing, so the more there are, the further z_j scatters. Constant "
    "variance is then a matter of how the weights are drawn, in step 4."
)


def variance_after_layer(input_variance, weight_variance, fan_in):
    return weight_variance * input_variance / fan_in
