"""A ReLU of the gradient, not by the forward values."""

import numpy as np

FAILS = ["residual_backward"]
HINT = (
    "On the way through f you apply a ReLU to the gradient itself, which removes its negative "
    "values. Backward, a ReLU multiplies by 0 or 1, according to whether its input was positive "
    "in the forward pass; the sign of the gradient has no say in that."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = np.maximum(dsum @ w2.T, 0)
    dx = dsum + dhidden @ w1.T
    return dx, x.T @ dhidden, dhidden.sum(axis=0), hidden.T @ dsum, dsum.sum(axis=0)
