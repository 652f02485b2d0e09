"""The last ReLU's mask is taken from f(x)."""

import numpy as np

FAILS = ["residual_backward"]
HINT = (
    "You let dout through where f(x) was positive. The last ReLU never sees f(x) alone: its "
    "input is the sum x + f(x), and its mask says where that sum was positive. Its output tells "
    "the same, since it is positive in just those places."
)


def residual_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 + b1, 0)
    f = hidden @ w2 + b2
    return np.maximum(x + f, 0), (x, w1, w2, hidden, f)


def residual_backward(dout, cache):
    x, w1, w2, hidden, f = cache
    dsum = dout * (f > 0)
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dx = dsum + dhidden @ w1.T
    return dx, x.T @ dhidden, dhidden.sum(axis=0), hidden.T @ dsum, dsum.sum(axis=0)
