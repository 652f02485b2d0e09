"""A zip in which hundreds of entries share the same packed bytes."""

import struct
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
        archive.writestr("relu.py", HONEST + "#" * 50_000)
    data = path.read_bytes()
    start = data.rfind(b"PK\x01\x02")
    end = data.rfind(b"PK\x05\x06")
    entry = data[start:end]
    count = 900
    directory = b"".join(
        entry.replace(b"relu.py", b"r%05d.p" % n)[: len(entry)] for n in range(count)
    )
    closing = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    path.write_bytes(data[:start] + directory + closing)
    return path
