"""The spread of z, before the activation."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "You measure z, before the activation is applied. What the next layer sees is activation(z): "
    "a tanh squeezes large values, a ReLU cuts half of them away, and the experiment is about "
    "what remains. Apply the activation first, then measure."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for fan_in, fan_out in itertools.pairwise(widths):
        z = x @ init(fan_in, fan_out, rng)
        scales.append(z.std())
        x = activation(z)
    return np.array(scales)
