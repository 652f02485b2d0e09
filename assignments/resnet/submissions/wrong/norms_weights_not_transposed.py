"""The way back multiplies by W instead of its transpose."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "On the way back you multiply by W as it stands. The weights are square, so the shapes "
    "agree and nothing complains, but forward is h W, and backward is the gradient times the "
    "transpose of W. A matrix that isn't symmetric shows it."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = h + branches[-1] if skip else branches[-1]
    dh, norms = dout, [np.linalg.norm(dout)]
    for w, branch in zip(weights[::-1], branches[::-1], strict=True):
        through = (dh * (1 - branch**2)) @ w
        dh = dh + through if skip else through
        norms.append(np.linalg.norm(dh))
    return np.array(norms[::-1], dtype=x.dtype)
