"""init is called with fan_out first."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "You hand init the two widths in the wrong order: the first is fan_in, the width of what "
    "enters the layer. In a layer whose widths differ, its result then has the wrong shape, and a"
    " variance for the wrong side."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for fan_in, fan_out in itertools.pairwise(widths):
        x = activation(x @ init(fan_out, fan_in, rng))
        scales.append(x.std())
    return np.array(scales)
