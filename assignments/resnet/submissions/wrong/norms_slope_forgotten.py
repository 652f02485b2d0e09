"""The slope of the tanh is left out."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "On the way back you multiply by the weights but not by the slope of the tanh, as if the "
    "layers were linear. The slope is 1 - tanh^2, between 0 and 1, and it stands before the "
    "product with the transposed weights."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = h + branches[-1] if skip else branches[-1]
    dh, norms = dout, [np.linalg.norm(dout)]
    for w, _branch in zip(weights[::-1], branches[::-1], strict=True):
        through = dh @ w.T
        dh = dh + through if skip else through
        norms.append(np.linalg.norm(dh))
    return np.array(norms[::-1], dtype=x.dtype)
