"""Var(a) of a Gaussian z is used, in place of E[a^2]."""

import math

FAILS = ["relu_constant_variance"]
HINT = (
    "You use Var(a), from which the square of the mean of a is subtracted. Look at step 1 with "
    "mean_w = 0: what multiplies Var(w) is Var(a) + E[a]^2, the whole second moment. Behind a "
    "ReLU the mean is not 0, and it counts."
)


def relu_constant_variance(fan_in, negative_slope):
    second_moment = (1 + negative_slope**2) / 2
    mean = (1 - negative_slope) / math.sqrt(2 * math.pi)
    return 1 / (fan_in * (second_moment - mean**2))
