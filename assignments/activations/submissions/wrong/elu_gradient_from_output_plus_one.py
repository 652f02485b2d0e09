"""y + 1 in place of y + alpha as the derivative of the negative side."""

import numpy as np

FAILS = ["elu_backward"]
HINT = (
    "Using the output for the derivative is a good idea, but y + 1 is right only for alpha = 1. "
    "On the negative side y = alpha * exp(x) - alpha, and the derivative is alpha * exp(x). What "
    "must you add to y to get that?"
)


def elu_backward(dout, cache):
    x, alpha = cache
    out = alpha * np.expm1(np.minimum(x, 0))
    return np.where(x > 0, dout, dout * (out + 1))
