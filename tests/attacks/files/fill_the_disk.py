"""Take more of the disk than a worker should have, in files each within the limit of one."""

import contextlib
import functools
import os
from pathlib import Path

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "files"
EARNS = {"relu_forward": 10, "relu_backward": 10}


PIECE = 60 << 20


@functools.cache
def attempt():
    taken = 0
    with contextlib.suppress(OSError):
        for number in range(6):
            with open(f"part{number}", "wb") as file:
                os.posix_fallocate(file.fileno(), 0, PIECE)
            taken += PIECE
    for number in range(6):
        Path(f"part{number}").unlink(missing_ok=True)
    return f"{taken >> 20} MB on the disk" if taken > 300 << 20 else ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
