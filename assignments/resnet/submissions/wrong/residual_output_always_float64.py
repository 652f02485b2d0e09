"""The output is float64 whatever x is."""

import numpy as np

FAILS = ["residual_forward"]
HINT = (
    "Your output is float64 even where x is float32. An array from np.zeros has that dtype "
    "unless you say otherwise, and what you write into it is converted. Let the output come "
    "from arithmetic on x, or make it with the dtype of x."
)


def residual_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 + b1, 0)
    out = np.zeros(x.shape)
    out += np.maximum(x + hidden @ w2 + b2, 0)
    return out, (x, w1, w2, hidden, out)
