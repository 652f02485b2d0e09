"""2 / fan_in for every slope."""

FAILS = ["relu_constant_variance"]
HINT = (
    "Your result is right for a ReLU, whose slope is 0. A leaky ReLU lets something of the "
    "negative half through as well, so the weights need to make up for less. Check yourself with "
    "slope 1: leaky ReLU is then the identity, and the result must be that of step 4."
)


def relu_constant_variance(fan_in, negative_slope):
    return 2 / fan_in
