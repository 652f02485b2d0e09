"""A ReLU on f(x), and one more on the sum."""

import numpy as np

FAILS = ["residual_forward", "residual_backward"]
HINT = (
    "There is one ReLU too many in your block: f(x) goes through one of its own before it is "
    "added to x. The second linear layer has none, so that f(x) may be negative and lower x as "
    "well as raise it. Only the sum goes through a ReLU."
)


def residual_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 + b1, 0)
    out = np.maximum(x + np.maximum(hidden @ w2 + b2, 0), 0)
    return out, (x, w1, w2, hidden, out)
