"""No activation after the last layer."""

import numpy as np

FAILS = ["activation_scales"]
HINT = (
    "All of your scales are right but the last. You leave the activation out after the last "
    "layer, as one does for logits. Here it is applied after every layer, so that the numbers can"
    " be compared."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for layer in range(1, len(widths)):
        x = x @ init(widths[layer - 1], widths[layer], rng)
        if layer < len(widths) - 1:
            x = activation(x)
        scales.append(x.std())
    return np.array(scales)
