"""Fork twice and leave a daemon that ignores every polite signal and outlives the grading (for 8
seconds).
"""

import contextlib
import functools
import os
import signal
import time

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "processes"
EARNS = {"relu_forward": 10, "relu_backward": 10}


@functools.cache
def attempt():
    with contextlib.suppress(OSError):
        child = os.fork()
        if child == 0:
            os.setsid()
            if os.fork() == 0:
                for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                    signal.signal(number, signal.SIG_IGN)
                time.sleep(8)
            os._exit(0)
        os.waitpid(child, 0)
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
