"""L + 1 numbers: that of the input as well."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "You return one number too many: the scale of the input comes first in your array. Asked for "
    "are the L scales after the layers, those of a_1 to a_L. The input is not the work of any "
    "layer."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    scales.append(x.std())
    for fan_in, fan_out in itertools.pairwise(widths):
        x = activation(x @ init(fan_in, fan_out, rng))
        scales.append(x.std())
    return np.array(scales)
