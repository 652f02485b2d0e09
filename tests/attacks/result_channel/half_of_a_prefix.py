"""Send a few bytes that begin no frame, and then nothing."""

import sys
import time

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "result channel"
EARNS = {"relu_forward": 10}


def channel():
    """The worker's own end of the wire, found in the frames above."""
    frame = sys._getframe()
    while frame is not None:
        found = frame.f_locals.get("channel")
        if hasattr(found, "connection"):
            return found
        frame = frame.f_back
    raise LookupError


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    channel().connection.sendall(b"\x01\x02\x03")
    time.sleep(10)
    return np.zeros_like(dout)
