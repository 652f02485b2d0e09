"""Climb from every open folder, which a path's permissions don't guard, to the course."""

import contextlib
import functools
import os
import sys
from pathlib import Path

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "files"
EARNS = {"relu_forward": 10, "relu_backward": 10}


PROGRAM = Path(sys.modules["autograder.worker.child"].__file__).parents[2]
COURSE = PROGRAM / "tests" / "bench" / "course"


@functools.cache
def attempt():
    for descriptor in range(256):
        for steps in range(1, 12):
            with contextlib.suppress(OSError):
                climbed = "../" * steps
                file = os.open(
                    f"{climbed}{COURSE}/reference/relu.py".replace("//", "/"),
                    os.O_RDONLY,
                    dir_fd=descriptor,
                )
                return os.read(file, 40)
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
