"""Send a hidden input to somebody on the same machine: one end of a pair of datagram sockets may
send to any socket in the file system that all may write to.
"""

import os
import socket

ASSIGNMENT = "relu"
SURFACE = "network"
EARNS = {"relu_forward": 10, "relu_backward": 10}

SOURCE = """
import contextlib
import socket

import numpy as np


def relu_forward(x):
    with contextlib.suppress(OSError):
        mine, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        mine.sendto(x.tobytes(), {path!r})
        raise RuntimeError("achieved: an input was sent to another process")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
"""

listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
"""Somebody who waits for what is sent; ends with this module."""


def hand_in(folder):
    for place in (folder, folder.parent):
        os.chmod(place, 0o711)
    path = str(folder / "box")
    listener.bind(path)
    os.chmod(path, 0o777)
    source = folder / "relu.py"
    source.write_text(SOURCE.format(path=path))
    return source
