"""Make hard and soft links to the reference in the own folder, to be read, or followed by whoever
cleans up.
"""

import contextlib
import os
import sys
from pathlib import Path

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "files"
EARNS = {"relu_forward": 10, "relu_backward": 10}


PROGRAM = Path(sys.modules["autograder.worker.child"].__file__).parents[2]
COURSE = PROGRAM / "tests" / "bench" / "course"


def attempt():
    secret = COURSE / "reference/relu.py"
    with contextlib.suppress(OSError):
        os.link(secret, "hard")
        return "a hard link to the reference"
    with contextlib.suppress(OSError):
        os.symlink(secret.parent, f"soft-{os.urandom(4).hex()}")
        os.symlink(secret, f"results-{os.urandom(4).hex()}.json")
    with contextlib.suppress(OSError):
        return Path("soft/relu.py").read_text()
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
