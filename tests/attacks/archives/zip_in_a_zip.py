"""A zip in a zip in a zip, in case somebody unpacks what is inside."""

import io
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
    content, name = HONEST.encode(), "relu.py"
    for _ in range(20):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
        content, name = packed.getvalue(), "mine.zip"
    path = folder / "mine.zip"
    path.write_bytes(content)
    return path
