"""A sum of the samples' norms."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "You take each sample's norm and add them up. The norm of the whole array is meant: the "
    "root of one sum, which goes over all N * D squares. A sum of roots is larger than the root "
    "of a sum."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = h + branches[-1] if skip else branches[-1]
    dh, norms = dout, [np.linalg.norm(dout, axis=1).sum()]
    for w, branch in zip(weights[::-1], branches[::-1], strict=True):
        through = (dh * (1 - branch**2)) @ w.T
        dh = dh + through if skip else through
        norms.append(np.linalg.norm(dh, axis=1).sum())
    return np.array(norms[::-1], dtype=x.dtype)
