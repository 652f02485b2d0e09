"""A source that says it is written in a coding that runs code, or unpacks bombs."""

ASSIGNMENT = "relu"
SURFACE = "archives"
EARNS = {}

HONEST = """
import numpy as np


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
"""


def hand_in(folder):
    path = folder / "relu.py"
    path.write_bytes(b"# coding: zlib_codec\n" + HONEST.encode())
    return path
