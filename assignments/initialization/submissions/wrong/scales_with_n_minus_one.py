"""Divided by one less than the number of values."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "Your standard deviation divides by the number of values minus 1, as torch's does unless it "
    "is told otherwise. The docstring names np.std, which divides by their number. With few "
    "values the two differ visibly."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for fan_in, fan_out in itertools.pairwise(widths):
        x = activation(x @ init(fan_in, fan_out, rng))
        scales.append(x.std(ddof=1))
    return np.array(scales)
