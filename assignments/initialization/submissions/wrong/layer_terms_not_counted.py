"""The variance of one term a_i W_ij, in place of that of their sum."""

FAILS = ["variance_after_layer", "variance_after_layers"]
HINT = (
    "What you return is the variance of a single term a_i W_ij. One unit z_j is a sum over all "
    "inputs i, and the variances of independent terms add up. How many of them are there? See the"
    " formula of a layer at the top of the file."
)


def variance_after_layer(input_variance, weight_variance, fan_in):
    return weight_variance * input_variance
