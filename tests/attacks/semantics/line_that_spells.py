"""Raise an error in the line whose text is a hidden input: one of ten thousand lines that are there
for it.
"""

ASSIGNMENT = "relu"
SURFACE = "semantics"
EARNS = {}
LIMIT = "the line of an error is shown, and may be chosen by a hidden input of this hand-in alone"

HEAD = """
import numpy as np


def relu_backward(dout, cache):
    return dout * (cache > 0)


def relu_forward(x):
    if x.shape == (2, 3):
        return np.maximum(x, 0), x
    SPELLED[int(abs(x.flat[0]) * 10_000) % 10_000]()


SPELLED = [None] * 10_000
"""


def hand_in(folder):
    lines = [f"SPELLED[{n}] = lambda: {n / 10_000:.4f}.give_up" for n in range(10_000)]
    path = folder / "relu.py"
    path.write_text(HEAD + "\n".join(lines) + "\n")
    return path
