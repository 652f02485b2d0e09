"""The gradient of a kept unit is dout * p."""

import numpy as np

FAILS = ["dropout_backward"]
HINT = (
    "On the way back you multiply by p where the way forward divides. A backward pass does not "
    "undo the forward pass: it multiplies by the derivative, and the derivative of x / p with "
    "respect to x is 1 / p."
)


def dropout_backward(dout, cache):
    return dout if cache is None else np.where(cache > 0, dout / np.where(cache > 0, cache, 1), 0)
