"""1 - h^2, where h holds the skip too."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "Without skips your norms are right, with skips they aren't: your slope is 1 - h^2. With a "
    "skip, h_l is the sum of h_{l-1} and the tanh, and the slope needs the tanh alone. Keep it "
    "in the forward pass under a name of its own."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches, inputs = x, [], []
    for w in weights:
        inputs.append(h)
        branches.append(np.tanh(h @ w))
        h = h + branches[-1] if skip else branches[-1]
    dh, norms = dout, [np.linalg.norm(dout)]
    for w, branch, x_in in zip(weights[::-1], branches[::-1], inputs[::-1], strict=True):
        through = (dh * (1 - (x_in + branch if skip else branch) ** 2)) @ w.T
        dh = dh + through if skip else through
        norms.append(np.linalg.norm(dh))
    return np.array(norms[::-1], dtype=x.dtype)
