"""A zip with files that are one file on machines that don't tell capitals apart."""

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
        archive.writestr("relu.py", HONEST)
        for name in ("RELU.py", "Relu.PY", "relu.pY", "./relu.py2", "numpy.PY"):
            archive.writestr(name, "raise SystemExit")
    return path
