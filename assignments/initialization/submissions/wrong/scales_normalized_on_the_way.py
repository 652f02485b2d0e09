"""Every layer's output is divided by its scale before it goes on."""

import itertools

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "You divide the activations by their scale before the next layer gets them. That is close to "
    "what batch normalization does, and it hides what the experiment is to show: how the scale "
    "grows or shrinks from layer to layer. Measure, and hand the activations on as they are."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for fan_in, fan_out in itertools.pairwise(widths):
        x = activation(x @ init(fan_in, fan_out, rng))
        scales.append(x.std())
        x = x / x.std()
    return np.array(scales)
