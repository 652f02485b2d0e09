"""Results are written into out.ravel(), which is a copy when x is stored column by column."""

import numpy as np

FAILS = ["relu_forward"]
HINT = (
    "Some of your outputs stay 0, but only when x is not stored row by row, as a transpose leaves "
    "it. Flattening gives you a window onto the same memory in one case and a copy in the other; "
    "what you write into the copy is lost. Work on the array in its own shape, and no order in "
    "memory can hurt you."
)


def relu_forward(x):
    out = np.zeros_like(x)
    flat = out.ravel()
    for i, value in enumerate(x.ravel()):
        flat[i] = max(value, 0)
    return out, x
