"""The slope multiplies the positive values, and the negative ones pass unchanged."""

import numpy as np

FAILS = ["leaky_relu_forward", "leaky_relu_backward"]
HINT = (
    "The two sides are exchanged: you scale what is positive and let through what is negative. "
    "Leaky ReLU leaves positive values as ReLU does and leaks a little on the negative side, "
    "where ReLU would give 0. As the name says, negative_slope is the slope for negative x."
)


def leaky_relu_forward(x, negative_slope):
    return np.where(x > 0, negative_slope * x, x), (x, negative_slope)


def leaky_relu_backward(dout, cache):
    x, negative_slope = cache
    return np.where(x > 0, negative_slope * dout, dout)
