"""The mean of each unit's own standard deviation."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "You take the standard deviation of each unit over the batch, and average these. The scale is"
    " one number for the whole array a_l, all samples and units together, so the differences "
    "between units count as well. Leave the axis out."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for fan_in, fan_out in itertools.pairwise(widths):
        x = activation(x @ init(fan_in, fan_out, rng))
        scales.append(x.std(axis=0).mean())
    return np.array(scales)
