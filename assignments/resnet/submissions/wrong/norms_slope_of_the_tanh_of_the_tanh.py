"""1 - tanh(tanh(z))^2."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Your slope applies tanh once too often: the value you kept in the forward pass is the tanh "
    "already. In terms of it the slope is simply 1 minus its square."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = h + branches[-1] if skip else branches[-1]
    dh, norms = dout, [np.linalg.norm(dout)]
    for w, branch in zip(weights[::-1], branches[::-1], strict=True):
        through = (dh * (1 - np.tanh(branch) ** 2)) @ w.T
        dh = dh + through if skip else through
        norms.append(np.linalg.norm(dh))
    return np.array(norms[::-1], dtype=x.dtype)
