"""The negative side gets slope * x * dout: the value of the piece in place of its derivative."""

import numpy as np

FAILS = ["leaky_relu_backward"]
HINT = (
    "On the negative side you multiply dout by negative_slope * x, which is the output of that "
    "piece. The chain rule wants its derivative: how much does negative_slope * x change when x "
    "changes a little? No x is left in the answer."
)


def leaky_relu_backward(dout, cache):
    x, negative_slope = cache
    return np.where(x > 0, dout, dout * negative_slope * x)
