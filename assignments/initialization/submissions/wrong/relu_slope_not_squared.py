"""1 + slope in place of 1 + slope^2."""

FAILS = ["relu_constant_variance"]
HINT = (
    "The slope enters your result to the first power. What counts is the second moment E[a^2], "
    "and where z is negative, a^2 = (slope * z)^2. Check with slope -1: leaky ReLU is then the "
    "absolute value, which loses nothing of the second moment."
)


def relu_constant_variance(fan_in, negative_slope):
    return 2 / ((1 + negative_slope) * fan_in)
