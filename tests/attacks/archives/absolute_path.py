"""A zip with an entry that names its place from the root on."""

import zipfile

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
    path = folder / "mine.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("relu.py", HONEST)
        archive.writestr("/tmp/left-by-an-attack.py", HONEST)
    return path
