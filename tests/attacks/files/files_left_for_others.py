"""Leave files and folders in every place where all may write, for the next hand-in to find."""

import contextlib
import os

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "files"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    name = f"left-by-an-attack-{os.getppid()}"
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run/lock", "/dev/mqueue", "/run"):
        with contextlib.suppress(OSError):
            os.makedirs(f"{folder}/{name}/deep", exist_ok=True)
            with open(f"{folder}/{name}/deep/file", "w") as file:
                file.write("for the next")
            os.chmod(f"{folder}/{name}/deep", 0)
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
