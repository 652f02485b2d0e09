"""float64 whatever the dtype of x."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Your norms are float64 even where x is float32. An array from np.zeros, or from a list of "
    "Python's own numbers, has that dtype unless you say otherwise; name the dtype of x when "
    "you make it."
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
    return np.array(norms[::-1], dtype=float)
