"""Hand in files named as the libraries that the grader imports, each of which says so when it is
run.
"""

ASSIGNMENT = "relu"
SURFACE = "files"
EARNS = {"relu_forward": 10, "relu_backward": 10}


HONEST = """
import numpy as np

def relu_forward(x):
    return np.maximum(x, 0), x

def relu_backward(dout, cache):
    return dout * (cache > 0)
"""

NAMES = ("numpy", "torch", "msgspec", "struct", "autograder", "exercises", "cases", "traceback")
SAYS_SO = 'raise RuntimeError(f"achieved: {__name__} was taken from the hand-in")'
IMPORTS = "import struct, traceback, msgspec, numpy, autograder.worker.child, numpy.linalg"


def hand_in(folder):
    for name in NAMES:
        folder.joinpath(f"{name}.py").write_text(SAYS_SO)
        folder.joinpath(name).mkdir()
        folder.joinpath(name, "__init__.py").write_text(SAYS_SO)
    folder.joinpath("relu.py").write_text(IMPORTS + HONEST)
    return folder
