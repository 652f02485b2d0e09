"""The local derivative f'(x) alone: dout is not used."""

import numpy as np

FAILS = ["relu_backward", "leaky_relu_backward", "elu_backward"]
HINT = (
    "You return the derivative of the activation itself. That is one of the two factors of the "
    "chain rule, dL/dx = dL/dy * f'(x), so you are halfway there. What comes from the layers "
    "above, dout, tells how much the loss depends on each output: it belongs into the product, "
    "element by element."
)


def relu_backward(dout, cache):
    return (cache > 0).astype(dout.dtype)


def leaky_relu_backward(dout, cache):
    x, negative_slope = cache
    dx = np.ones_like(x)
    dx[x < 0] = negative_slope
    return dx


def elu_backward(dout, cache):
    x, alpha = cache
    return np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))
