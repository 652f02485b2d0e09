"""init gets a new generator for each layer."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "You hand init a new generator in place of rng. With a fixed seed, layers of the same shape "
    "would even get the same weights; without one, the experiment can't be repeated. Hand on the "
    "one you are given."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for fan_in, fan_out in itertools.pairwise(widths):
        x = activation(x @ init(fan_in, fan_out, np.random.default_rng()))
        scales.append(x.std())
    return np.array(scales)
