"""The forward pass adds into x."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Your norms are right, but the caller's x has changed: an augmented assignment such as += "
    "on the first h writes into x, since h is x at the beginning. Two networks that are "
    "compared on the same x would not get the same x any more."
)


def gradient_norms(depth, skip, weights, x, dout):
    h, branches = x, []
    for w in weights[:depth]:
        branches.append(np.tanh(h @ w))
        if skip:
            h += branches[-1]
        else:
            h = branches[-1]
    dh, norms = dout, [np.linalg.norm(dout)]
    for w, branch in zip(weights[:depth][::-1], branches[::-1], strict=True):
        through = (dh * (1 - branch**2)) @ w.T
        dh = dh + through if skip else through
        norms.append(np.linalg.norm(dh))
    return np.array(norms[::-1], dtype=x.dtype)
