"""Return 400 MB where some hundred bytes are expected."""

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "resources"
EARNS = {"relu_forward": 10}


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return np.zeros(50 << 20)
    return dout * (cache > 0)
