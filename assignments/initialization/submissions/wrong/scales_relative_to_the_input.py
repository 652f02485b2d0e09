"""Divided by the scale of the input."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "You divide by the scale of the input. The ratio is a sensible thing to look at, but the "
    "docstring asks for the standard deviation itself, as np.std gives it for a_l."
)


def activation_scales(widths, init, activation, x, rng):
    scales, a = [], x
    for fan_in, fan_out in itertools.pairwise(widths):
        a = activation(a @ init(fan_in, fan_out, rng))
        scales.append(a.std() / x.std())
    return np.array(scales)
