"""depth is ignored: every given weight is a layer."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Your network uses every weight that is given. It has depth layers, which use the first "
    "depth of them, and the result has depth + 1 entries: this way networks of several depths "
    "can share one set of weights."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = list(weights)
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
