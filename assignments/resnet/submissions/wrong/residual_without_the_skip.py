"""The plain block: x isn't added."""

import numpy as np

FAILS = ["residual_forward", "residual_backward"]
HINT = (
    "Your block is a plain one: its output is relu(f(x)), and x itself has no part in it. The "
    "residual block adds its input to f(x) before the last ReLU. That sum is what the whole "
    "assignment is about, so look at the second line of the formula."
)


def residual_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 + b1, 0)
    out = np.maximum(hidden @ w2 + b2, 0)
    return out, (x, w1, w2, hidden, out)
