"""Squares of the norms."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "You return the sums of the squares. The norm is the root of that sum; on a logarithmic "
    "axis the difference is only a factor of 2 in the slope, which is easily overlooked, but "
    "the numbers are others."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = h + branches[-1] if skip else branches[-1]
    dh, norms = dout, [(dout**2).sum()]
    for w, branch in zip(weights[::-1], branches[::-1], strict=True):
        through = (dh * (1 - branch**2)) @ w.T
        dh = dh + through if skip else through
        norms.append((dh**2).sum())
    return np.array(norms[::-1], dtype=x.dtype)
