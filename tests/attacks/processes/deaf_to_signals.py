"""Ignore every signal that can be ignored, and sleep past the time limit."""

import contextlib
import signal
import time

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "processes"
EARNS = {"relu_forward": 10}


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    for number in range(1, signal.NSIG):
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
    time.sleep(10)
    return dout * (cache > 0)
