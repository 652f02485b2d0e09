"""Set the mode of the reference and of the program (to what it is): 0 would stop the grader, 0777
open the answers.
"""

import contextlib
import stat
import sys
from pathlib import Path

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "files"
EARNS = {"relu_forward": 10, "relu_backward": 10}


PROGRAM = Path(sys.modules["autograder.worker.child"].__file__).parents[2]
COURSE = PROGRAM / "tests" / "bench" / "course"


def attempt():
    for path in (
        COURSE / "reference",
        COURSE / "assignments",
        PROGRAM / "autograder",
        Path(sys.prefix),
    ):
        with contextlib.suppress(OSError):
            path.chmod(stat.S_IMODE(path.stat().st_mode))
            return f"the mode of {path.name}"
    return ""


def relu_forward(x):
    if got := attempt():
        raise RuntimeError(f"achieved: {got}")
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
