"""No ReLU after the addition."""

import numpy as np

FAILS = ["residual_forward"]
HINT = (
    "Your sum x + f(x) is right, but it is returned as it is. The block ends in a ReLU that "
    "comes after the addition, so no entry of its output can be negative. Look at the second "
    "line of the formula."
)


def residual_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 + b1, 0)
    out = x + hidden @ w2 + b2
    return out, (x, w1, w2, hidden, out)
