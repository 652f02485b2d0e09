"""A ReLU on f(x) instead of one on the sum."""

import numpy as np

FAILS = ["residual_forward", "residual_backward"]
HINT = (
    "You apply the last ReLU to f(x) and then add x. In this order a block can only raise its "
    "input, never lower it. In the formula the sum comes first, and the ReLU takes all of it."
)


def residual_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 + b1, 0)
    out = x + np.maximum(hidden @ w2 + b2, 0)
    return out, (x, w1, w2, hidden, out)
