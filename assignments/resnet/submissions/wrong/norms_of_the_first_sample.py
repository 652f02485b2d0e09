"""Only the first sample's gradient."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Your norms take one sample of the batch. The norm of dL/dh_l is the root of the sum of the "
    "squares of all N * D entries: every sample of the batch counts."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = h + branches[-1] if skip else branches[-1]
    dh, norms = dout, [np.linalg.norm(dout[:1])]
    for w, branch in zip(weights[::-1], branches[::-1], strict=True):
        through = (dh * (1 - branch**2)) @ w.T
        dh = dh + through if skip else through
        norms.append(np.linalg.norm(dh[:1]))
    return np.array(norms[::-1], dtype=x.dtype)
