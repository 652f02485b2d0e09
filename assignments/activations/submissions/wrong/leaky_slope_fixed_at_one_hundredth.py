"""0.01, the slope of the paper, whatever negative_slope is given."""

import numpy as np

FAILS = ["leaky_relu_forward", "leaky_relu_backward"]
HINT = (
    "Your slope on the negative side is always 0.01. That is the value of Maas et al. and the "
    "default of many libraries, but here it is an argument: use the negative_slope you are given, "
    "in the forward pass, and the same one in the backward pass."
)


def leaky_relu_forward(x, negative_slope):
    return np.where(x > 0, x, 0.01 * x), x


def leaky_relu_backward(dout, cache):
    return np.where(cache > 0, dout, 0.01 * dout)
