"""The skip is missing on the way back."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Your forward pass has the skips, your backward pass has not. Where h_{l-1} was added to "
    "the tanh, the gradient that arrives at the sum goes to h_{l-1} unchanged as well: that is "
    "the 1 in 1 + f', and it keeps the gradient alive."
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
        dh = through
        norms.append(np.linalg.norm(dh))
    return np.array(norms[::-1], dtype=x.dtype)
