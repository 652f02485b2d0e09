"""Start a program by each of the calls that do."""

import contextlib
import os
import subprocess
import sys

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "processes"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    with contextlib.suppress(OSError):
        return subprocess.run(
            ["/bin/sh", "-c", "echo a shell"], capture_output=True, check=False
        ).stdout.decode()
    with contextlib.suppress(OSError):
        child = os.posix_spawn(sys.executable, [sys.executable, "-c", ""], {})
        os.waitpid(child, 0)
        return "a Python"
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
