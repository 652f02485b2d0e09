"""Make a socket whose name lies in no folder."""

import contextlib
import os
import socket

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "network"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind(f"\0left-by-an-attack-{os.getpid()}")
        return "an abstract socket"
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
