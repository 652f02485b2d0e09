"""The last depth weights instead of the first."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Where more weights are given than there are layers, you use the last ones. W_1 is "
    "weights[0], and a network of depth layers uses the first depth of them, on the way forward "
    "and on the way back."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[len(weights) - depth :]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = h + branches[-1] if skip else branches[-1]
    dh, norms = dout, [np.linalg.norm(dout)]
    for w, branch in zip(weights[::-1], branches[::-1], strict=True):
        through = (dh * (1 - branch**2)) @ w.T
        dh = dh + through if skip else through
        norms.append(np.linalg.norm(dh))
    return np.array(norms[::-1], dtype=x.dtype)
