"""A linear network."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "The activation is never called, so your network is linear. Its scales are those of the "
    "derivation, but the experiment is about what tanh and ReLU make of them: a_l = "
    "activation(a_{l-1} @ W_l)."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for fan_in, fan_out in itertools.pairwise(widths):
        x = x @ init(fan_in, fan_out, rng)
        scales.append(x.std())
    return np.array(scales)
