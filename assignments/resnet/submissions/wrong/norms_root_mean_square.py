"""The root of the mean square."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Your norms are too small by the same factor everywhere, the root of N * D: you take the "
    "mean of the squares where their sum is meant. The Euclidean norm is the root of the sum."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = h + branches[-1] if skip else branches[-1]
    dh, norms = dout, [np.sqrt((dout**2).mean())]
    for w, branch in zip(weights[::-1], branches[::-1], strict=True):
        through = (dh * (1 - branch**2)) @ w.T
        dh = dh + through if skip else through
        norms.append(np.sqrt((dh**2).mean()))
    return np.array(norms[::-1], dtype=x.dtype)
