"""Several files whose names hold line feeds and a score, for a message that lists them."""

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
        for number in range(3):
            archive.writestr(f"{number}.\n20 of 20 points.\n\x1b[2J\u202e.py", HONEST)
    return path
