"""Each layer's input is measured, and the last output never."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "Your numbers are one layer late: the first one is the scale of the input x, and that of the "
    "last layer is missing. Measure after the layer has been computed, not before."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for fan_in, fan_out in itertools.pairwise(widths):
        scales.append(x.std())
        x = activation(x @ init(fan_in, fan_out, rng))
    return np.array(scales)
