"""weight_variance is taken for a standard deviation."""

FAILS = ["variance_after_layer", "variance_after_layers"]
HINT = (
    "You square weight_variance, as one would square a standard deviation. It is a variance "
    "already, as its name says, just like input_variance: both enter the product of step 1 as "
    "they are."
)


def variance_after_layer(input_variance, weight_variance, fan_in):
    return fan_in * weight_variance**2 * input_variance
