"""With skips, the norms of the part through the layer."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "With skips, the norms you record are those of the part that came through the layer, before "
    "the skip's part is added. At h_{l-1} both meet, and the norm is that of their sum."
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
        norms.append(np.linalg.norm(through))
    return np.array(norms[::-1], dtype=x.dtype)
