"""alpha * exp(x) on both sides: the positive piece is forgotten."""

import numpy as np

FAILS = ["elu_backward"]
HINT = (
    "You use the derivative of the exponential piece everywhere. For positive x the output is x "
    "itself, with derivative 1, so there dout passes unchanged. The derivative has two pieces, "
    "just like the function, and the sign of x chooses between them."
)


def elu_backward(dout, cache):
    x, alpha = cache
    return dout * alpha * np.exp(x)
