"""A zip whose packed bytes, sizes and checks are all wrong."""

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
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("relu.py", HONEST * 50)
    data = bytearray(path.read_bytes())
    for place in range(14, len(data) - 60, 7):
        data[place] ^= 0x5A
    path.write_bytes(data)
    return path
