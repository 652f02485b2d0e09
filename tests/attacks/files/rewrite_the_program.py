"""Open the grader's comparison, and the libraries that the next grader imports, for writing (and
write nothing).
"""

import contextlib
import sys

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "files"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    targets = [sys.modules["autograder.worker.child"].__file__, np.__file__, contextlib.__file__]
    targets += [sys.executable, "/etc/passwd", "/etc/ld.so.preload"]
    for path in targets:
        with contextlib.suppress(OSError), open(path, "r+b"):
            return f"{path} can be rewritten"
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
