"""From the output to the input."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Your norms are right, but the first one belongs to the output: they stand in the order in "
    "which the backward pass finds them. Entry 0 belongs to the input x, and the last entry is "
    "the norm of dout."
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
    return np.array(norms, dtype=x.dtype)
