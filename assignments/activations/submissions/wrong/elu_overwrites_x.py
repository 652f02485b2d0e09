"""The output is written into the caller's x, so that the backward pass finds y where it wants x."""

import numpy as np

FAILS = ["elu_forward", "elu_backward"]
HINT = (
    "Your forward pass writes its output into the array it was given. Two things break: the layer "
    "below loses its values, and your own cache now holds y where you believe it holds x, so the "
    "backward pass takes the exponential of the wrong number. Write the output into a new array."
)


def elu_forward(x, alpha):
    negative = x < 0
    x[negative] = alpha * np.expm1(x[negative])
    return x, (x, alpha)
