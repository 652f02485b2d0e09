"""Announce a reply, send half of it and close the connection."""

import struct
import sys

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
    connection = channel().connection
    connection.sendall(struct.pack("<IQ", 1_000, 0) + b"half of it")
    connection.close()
    return np.zeros_like(dout)
