"""Leave files whose names are no UTF-8, begin with dashes, or hold line feeds."""

import contextlib

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "files"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    for name in (
        b"\xff\xfe.json",
        b"-rf",
        b"--no-preserve-root",
        b"a\nb",
        b"*",
        b"$(id)",
        b"x" * 255,
    ):
        with contextlib.suppress(OSError), open(name, "wb") as file:
            file.write(b"left")
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
