"""dw2 takes the hidden values before their ReLU."""

import numpy as np

FAILS = ["residual_backward"]
HINT = (
    "Your dw2 multiplies the gradient by the hidden values before their ReLU. What a linear "
    "layer's weights were multiplied by in the forward pass is what their gradient is "
    "multiplied by: here the values after the ReLU, of which many are 0."
)


def residual_forward(x, w1, b1, w2, b2):
    first = x @ w1 + b1
    out = np.maximum(x + np.maximum(first, 0) @ w2 + b2, 0)
    return out, (x, w1, w2, first, out)


def residual_backward(dout, cache):
    x, w1, w2, first, out = cache
    dsum = dout * (out > 0)
    dfirst = (dsum @ w2.T) * (first > 0)
    dx = dsum + dfirst @ w1.T
    return dx, x.T @ dfirst, dfirst.sum(axis=0), first.T @ dsum, dsum.sum(axis=0)
