"""Sleep past the time limit, which costs no CPU time."""

import time

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "resources"
EARNS = {"relu_forward": 10}


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    time.sleep(10)
    return dout * (cache > 0)
