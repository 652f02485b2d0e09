"""The last layer is left out."""

FAILS = ["variance_after_layers"]
HINT = (
    "One layer is missing at the end of your loop. With one layer the result must be that of step"
    " 2, not the variance of the input. Count how often step 2 is applied: once for each entry of"
    " fan_ins."
)


def variance_after_layers(input_variance, weight_variances, fan_ins):
    variance = input_variance
    for layer in range(len(fan_ins) - 1):
        variance = fan_ins[layer] * weight_variances[layer] * variance
    return variance
