"""Entry 0 is missing."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Your result has depth entries, one for each layer; the gradient at the input, dL/dh_0 = "
    "dL/dx, is missing. It is the one that went through all layers, and the most interesting of "
    "them."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = h + branches[-1] if skip else branches[-1]
    dh, norms = dout, [np.linalg.norm(dout)]
    for w, branch in zip(weights[::-1], branches[::-1], strict=True):
        through = (dh * (1 - branch**2)) @ w.T
        dh = dh + through if skip else through
        norms.append(np.linalg.norm(dh))
    return np.array(norms[-2::-1], dtype=x.dtype)
