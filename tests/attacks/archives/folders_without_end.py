"""A folder with folders in one another beyond what a path may hold."""

import os

ASSIGNMENT = "relu"
SURFACE = "archives"
EARNS = {}

HONEST = """
import numpy as np


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
"""


def hand_in(folder):
    start = os.getcwd()
    os.chdir(folder)
    try:
        for _ in range(400):
            os.mkdir("in")
            os.chdir("in")
    finally:
        os.chdir(start)
    folder.joinpath("relu.py").write_text(HONEST)
    return folder
