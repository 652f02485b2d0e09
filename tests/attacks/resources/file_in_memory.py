"""Keep data in files that live in memory and in no folder."""

import contextlib
import os

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "resources"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    with contextlib.suppress(OSError):
        return f"descriptor {os.memfd_create('hidden')}"
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
