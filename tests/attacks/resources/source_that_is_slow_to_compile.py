"""Hand in a source whose constants Python folds at great cost before a line has run."""

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "resources"
EARNS = {"relu_forward": 10, "relu_backward": 10}

FOLDED = (
    (1,) * 250
    + (1,) * 250
    + (1,) * 250
    + (1,) * 250
    + (1,) * 250
    + (1,) * 250
    + (1,) * 250
    + (1,) * 250
    + (1,) * 250
    + (1,) * 250
    + (1,) * 250
    + (1,) * 250
)


def never():
    return "x" * 4_000 + "y" * 4_000


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
    return dout * (cache > 0)
