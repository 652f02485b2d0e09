"""Divided by the norm of dout."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Your norms are divided by that of dout, so the last one is always 1. For a plot this is a "
    "fine idea, but what is asked for are the norms themselves: the last entry is the norm of "
    "dout."
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
    return np.array(norms[::-1], dtype=x.dtype) / norms[0]
