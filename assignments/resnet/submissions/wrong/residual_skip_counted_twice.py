"""x is added two times."""

import numpy as np

FAILS = ["residual_forward", "residual_backward"]
HINT = (
    "Your sum holds x twice. Check the place where the skip joins f(x): x is added once, and "
    "f(x) is the output of the second linear layer alone, with nothing of x in it but what went "
    "through the weights."
)


def residual_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 + b1, 0)
    out = np.maximum(2 * x + hidden @ w2 + b2, 0)
    return out, (x, w1, w2, hidden, out)
