"""Listen on loopback and connect to it over TCP, as to a server outside."""

import contextlib
import socket

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "network"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()
        return "a TCP connection"
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
