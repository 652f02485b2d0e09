"""The mean is not subtracted."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "You take the root of the mean square, without subtracting the mean. For tanh layers the two "
    "are nearly the same, as their mean is nearly 0. Behind a ReLU it is not: the standard "
    "deviation measures the distance from the mean."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for fan_in, fan_out in itertools.pairwise(widths):
        x = activation(x @ init(fan_in, fan_out, rng))
        scales.append(np.sqrt(np.mean(x**2)))
    return np.array(scales)
