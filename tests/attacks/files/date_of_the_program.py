"""Change the dates of the grader's modules (to what they are), which decide whether stored byte
code is taken for theirs.
"""

import contextlib
import os
import sys

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "files"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    path = sys.modules["autograder.worker.child"].__file__
    with contextlib.suppress(OSError):
        status = os.stat(path)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        return "the date of a module of the grader"
    with contextlib.suppress(OSError):
        os.setxattr(path, "user.left-by-an-attack", b"")
        os.removexattr(path, "user.left-by-an-attack")
        return "an attribute of a module of the grader"
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
