"""skip is ignored: always a skip."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "With skips your norms are right, but with skip=False they are the same. A plain layer "
    "replaces h by the tanh, and its gradient comes through the layer alone: nothing is added, "
    "neither forward nor backward."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = h + branches[-1]
    dh, norms = dout, [np.linalg.norm(dout)]
    for w, branch in zip(weights[::-1], branches[::-1], strict=True):
        through = (dh * (1 - branch**2)) @ w.T
        dh = dh + through
        norms.append(np.linalg.norm(dh))
    return np.array(norms[::-1], dtype=x.dtype)
