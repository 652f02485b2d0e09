"""Send a signal to the service by the calls that are less known than kill."""

import contextlib
import ctypes
import os

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "processes"
EARNS = {"relu_forward": 10, "relu_backward": 10}


def attempt():
    if os.uname().machine != "x86_64":
        return ""
    parent = os.getppid()
    libc = ctypes.CDLL(None, use_errno=True)
    information = (ctypes.c_int * 32)(0, 0, -1)
    calls = {"tkill": (200, parent, 0), "tgkill": (234, parent, parent, 0)}
    calls |= {"rt_sigqueueinfo": (129, parent, 0, information)}
    calls |= {"rt_tgsigqueueinfo": (297, parent, parent, 0, information)}
    calls |= {"pidfd_open": (434, parent, 0)}
    for name, arguments in calls.items():
        if libc.syscall(*arguments) >= 0:
            return name
    with contextlib.suppress(OSError):
        os.killpg(os.getpgid(parent), 0)
        return "killpg"
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
