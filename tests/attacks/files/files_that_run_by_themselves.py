"""Hand in what Python, pytest and import systems run unasked: conftest.py, sitecustomize.py, .pth
files, stored byte code.
"""

import py_compile

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

SAYS_SO = 'raise RuntimeError("achieved: it was run by itself")'


def hand_in(folder):
    for name in ("conftest.py", "sitecustomize.py", "usercustomize.py", "setup.py", "__main__.py"):
        folder.joinpath(name).write_text(SAYS_SO)
    folder.joinpath("relu.pth").write_text(f"import sys; {SAYS_SO}")
    folder.joinpath("pytest.ini").write_text("[pytest]\naddopts = -p conftest")
    folder.joinpath("__pycache__").mkdir()
    lie = folder / "lie.py"
    lie.write_text(SAYS_SO)
    for name in ("relu", "exercises", "numpy"):
        py_compile.compile(str(lie), str(folder / f"__pycache__/{name}.cpython-311.pyc"))
    lie.unlink()
    folder.joinpath("relu.py").write_text(HONEST)
    return folder
