"""Leave a named piece of shared memory and a named queue, which outlive every process."""

import contextlib
import ctypes
import os
from multiprocessing import shared_memory

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "resources"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    with contextlib.suppress(OSError):
        name = f"left-by-an-attack-{os.getpid()}"
        shared_memory.SharedMemory(name, create=True, size=4096)
        return name
    queue = ctypes.CDLL(None, use_errno=True).mq_open
    if (
        queue(f"/left-by-an-attack-{os.getpid()}".encode(), os.O_CREAT | os.O_RDWR, 0o666, None)
        >= 0
    ):
        return "a queue"
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
