"""Read memory that is not there."""

import ctypes

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "processes"
EARNS = {"relu_forward": 10}


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    ctypes.string_at(0)
    return dout * (cache > 0)
