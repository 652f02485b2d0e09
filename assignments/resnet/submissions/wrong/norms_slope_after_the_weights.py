"""The slope multiplies after W^T instead of before it."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "You multiply by the transposed weights first and by the slope afterwards. The backward "
    "pass goes through the operations in the opposite order: the tanh came last in the layer, "
    "so its slope comes first. Both have the shape (N, D), so nothing complains."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = h + branches[-1] if skip else branches[-1]
    dh, norms = dout, [np.linalg.norm(dout)]
    for w, branch in zip(weights[::-1], branches[::-1], strict=True):
        through = (dh @ w.T) * (1 - branch**2)
        dh = dh + through if skip else through
        norms.append(np.linalg.norm(dh))
    return np.array(norms[::-1], dtype=x.dtype)
