"""Variances in place of standard deviations."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "What you return are variances, the squares of what is asked for. A scale is a standard "
    "deviation: it has the unit of the activations themselves, and doubles when they double."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for fan_in, fan_out in itertools.pairwise(widths):
        x = activation(x @ init(fan_in, fan_out, rng))
        scales.append(x.var())
    return np.array(scales)
