"""f(x) is added into the array of x."""

import numpy as np

FAILS = ["residual_forward", "residual_backward"]
HINT = (
    "Your output is right, but the caller's x has changed: an augmented assignment such as += "
    "writes into the array it was given. The cache then holds the changed array as well, so the "
    "gradient of w1 goes wrong with it. Put the sum into a new array."
)


def residual_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 + b1, 0)
    x += hidden @ w2 + b2
    out = np.maximum(x, 0)
    return out, (x, w1, w2, hidden, out)
