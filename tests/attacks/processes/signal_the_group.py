"""Kill the own process group and session, in which the service would be if it had forgotten to
leave.
"""

import contextlib
import os

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "processes"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    for group in (os.getpgid(os.getppid()), os.getsid(os.getppid())):
        with contextlib.suppress(OSError):
            os.killpg(group, 0)
            return f"a signal to group {group}"
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
