"""Give one end of a pair of sockets a name: a pair is made without the call named socket, and
whoever knows the name can send to it.
"""

import contextlib
import os
import socket

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "network"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    with contextlib.suppress(OSError):
        mine, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        mine.bind(f"\0left-by-an-attack-{os.getpid()}")
        return "a socket that strangers can send to"
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
