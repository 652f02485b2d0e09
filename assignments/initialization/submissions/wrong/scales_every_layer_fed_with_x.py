"""Each layer gets x, not the output of the one before it."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "Every layer of yours gets the input x. In a network, a layer gets what the one before it has"
    " made: a_l = activation(a_{l-1} @ W_l). Without this chain nothing can build up from layer "
    "to layer."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for fan_in, fan_out in itertools.pairwise(widths):
        a = activation(x @ init(fan_in, fan_out, rng))
        scales.append(a.std())
    return np.array(scales)
