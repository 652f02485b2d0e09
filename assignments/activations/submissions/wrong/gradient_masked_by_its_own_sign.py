"""The sign of dout decides what passes, in place of the sign of x."""

import numpy as np

FAILS = ["relu_backward", "leaky_relu_backward", "elu_backward"]
HINT = (
    "You chose the branch by the sign of dout. Which branch an element took was settled in the "
    "forward pass, by the sign of x; dout only says how much the loss depends on that element, "
    "and may well be negative where x is positive. The chain rule is dL/dx = dL/dy * f'(x): f' is "
    "taken at x. Let the cache bring x, or its sign, to the backward pass."
)


def relu_backward(dout, cache):
    return np.where(dout > 0, dout, 0)


def leaky_relu_backward(dout, cache):
    _, negative_slope = cache
    return np.where(dout > 0, dout, negative_slope * dout)


def elu_backward(dout, cache):
    x, alpha = cache
    return np.where(dout > 0, dout, dout * alpha * np.exp(np.minimum(x, 0)))
