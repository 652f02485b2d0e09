"""Run a program that lies in a file in memory, or in the own folder."""

import contextlib
import os
import shutil

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "processes"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    with contextlib.suppress(OSError):
        file = os.memfd_create("program")
        with open("/bin/true", "rb") as source:
            os.write(file, source.read())
        child = os.posix_spawn(f"/proc/self/fd/{file}", ["true"], {})
        if os.waitpid(child, 0)[1] == 0:
            return "a program from memory"
    with contextlib.suppress(OSError):
        shutil.copy("/bin/true", "program")
        os.chmod("program", 0o755)
        child = os.posix_spawn("program", ["true"], {})
        if os.waitpid(child, 0)[1] == 0:
            return "a program from the own folder"
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
