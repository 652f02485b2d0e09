"""No ReLU between the two linear layers."""

import numpy as np

FAILS = ["residual_forward", "residual_backward"]
HINT = (
    "Between the two linear layers of your block nothing happens, and two linear maps in a row "
    "are a single one: f could not learn anything that one matrix can't. The formula of f has a "
    "ReLU between them."
)


def residual_forward(x, w1, b1, w2, b2):
    hidden = x @ w1 + b1
    out = np.maximum(x + hidden @ w2 + b2, 0)
    return out, (x, w1, w2, hidden, out)
