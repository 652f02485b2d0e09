"""Return a million tiny arrays in a list."""

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "resources"
EARNS = {"relu_forward": 10}


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return [np.zeros(1) for _ in range(10**6)]
    return dout * (cache > 0)
