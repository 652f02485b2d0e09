"""The last entry, the norm of dout, is missing."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Your result has depth entries and ends one layer too early: the norm of dout itself, the "
    "gradient at h_depth, belongs at the end. With the input's that makes depth + 1."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = h + branches[-1] if skip else branches[-1]
    dh, norms = dout, []
    for w, branch in zip(weights[::-1], branches[::-1], strict=True):
        through = (dh * (1 - branch**2)) @ w.T
        dh = dh + through if skip else through
        norms.append(np.linalg.norm(dh))
    return np.array(norms[::-1], dtype=x.dtype)
