"""Write more than a worker should have, piece by piece, and give up a question for it."""

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "files"
EARNS = {"relu_forward": 10}

PIECES, PIECE, MUCH = 9, 50 << 20, 300 << 20


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    taken = 0
    for number in range(PIECES):
        with open(f"part{number}", "wb", buffering=0) as file:
            for _ in range(50):
                taken += file.write(bytes(PIECE // 50))
    if taken > MUCH:
        raise RuntimeError(f"achieved: {taken >> 20} MB on the disk")
