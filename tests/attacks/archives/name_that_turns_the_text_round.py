"""A file whose name holds control characters that turn a terminal's text round or clear it."""

import zipfile

ASSIGNMENT = "relu"
SURFACE = "archives"
EARNS = {"relu_forward": 10, "relu_backward": 10}

HONEST = """
import numpy as np


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
"""


def hand_in(folder):
    path = folder / "mine.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a\x1b]0;owned\x07\x1b[2J\u202e\u2066.py", HONEST)
    return path
