"""tanh, whatever activation is given."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "You always apply tanh. The activation is an argument, a function that takes an array and "
    "returns one: call it, and the same experiment works for a ReLU and for everything else."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for fan_in, fan_out in itertools.pairwise(widths):
        x = np.tanh(x @ init(fan_in, fan_out, rng))
        scales.append(x.std())
    return np.array(scales)
