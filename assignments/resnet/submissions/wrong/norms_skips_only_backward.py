"""The skip is missing on the way forward."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Your backward pass has the skips, your forward pass has not: the slopes of the tanhs "
    "belong to other values than they should. With skip=True each layer adds its tanh to h "
    "instead of replacing it."
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
        dh = dh + through if skip else through
        norms.append(np.linalg.norm(dh))
    return np.array(norms[::-1], dtype=x.dtype)
