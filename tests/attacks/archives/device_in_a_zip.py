"""A zip whose entry says that it is a device or a pipe."""

import stat
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
        for name, kind in (("null", stat.S_IFCHR), ("pipe", stat.S_IFIFO), ("disk", stat.S_IFBLK)):
            entry = zipfile.ZipInfo(f"{name}.py")
            entry.create_system, entry.external_attr = 3, (kind | 0o666) << 16
            archive.writestr(entry, "")
        archive.writestr("relu.py", HONEST)
    return path
