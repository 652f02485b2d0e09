"""The skip carries relu(x) instead of x."""

import numpy as np

FAILS = ["residual_forward", "residual_backward"]
HINT = (
    "Your skip connection changes what it carries: negative entries of x are lost on it. The "
    "skip is the identity, so x is added to f(x) just as it came in. Otherwise its derivative "
    "would be 0 for half of the entries, where it should be 1."
)


def residual_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 + b1, 0)
    out = np.maximum(np.maximum(x, 0) + hidden @ w2 + b2, 0)
    return out, (x, w1, w2, hidden, out)
