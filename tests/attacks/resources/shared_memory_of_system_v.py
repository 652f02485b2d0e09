"""Leave a segment of shared memory, a semaphore and a queue, which outlive every process."""

import ctypes

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "resources"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.shmget(0x0A77AC4, 4096, 0o1666) >= 0:
        return "a segment"
    if libc.semget(0x0A77AC4, 1, 0o1666) >= 0:
        return "a semaphore"
    return "a queue" if libc.msgget(0x0A77AC4, 0o1666) >= 0 else ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
