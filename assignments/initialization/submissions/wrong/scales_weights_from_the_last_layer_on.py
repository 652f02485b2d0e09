"""init is called for the last layer first."""

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "You call init for the last layer first. The generator hands out its numbers one after the "
    "other, so the order decides which layer gets which weights: the docstring asks for the order"
    " of the layers."
)


def activation_scales(widths, init, activation, x, rng):
    weights = []
    for layer in range(len(widths) - 1, 0, -1):
        weights.insert(0, init(widths[layer - 1], widths[layer], rng))
    scales = []
    for weight in weights:
        x = activation(x @ weight)
        scales.append(x.std())
    return np.array(scales)
