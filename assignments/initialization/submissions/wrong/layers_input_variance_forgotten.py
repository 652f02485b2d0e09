"""The product of the gains alone."""

FAILS = ["variance_after_layers"]
HINT = (
    "Your product has a factor for each layer, but the variance that enters the first layer is "
    "missing. Twice the input variance must give twice the output variance; with an input "
    "variance of 1 you would not notice."
)


def variance_after_layers(input_variance, weight_variances, fan_ins):
    variance = 1.0
    for weight_variance, fan_in in zip(weight_variances, fan_ins, strict=True):
        variance *= weight_variance * fan_in
    return variance
