"""skip is ignored: never a skip."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Without skips your norms are right, but with skip=True they are the same. The argument "
    "decides two lines: forward, h_{l-1} is added to the tanh; backward, the gradient that "
    "arrives is added to the one that comes through the layer."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = branches[-1]
    dh, norms = dout, [np.linalg.norm(dout)]
    for w, branch in zip(weights[::-1], branches[::-1], strict=True):
        through = (dh * (1 - branch**2)) @ w.T
        dh = through
        norms.append(np.linalg.norm(dh))
    return np.array(norms[::-1], dtype=x.dtype)
