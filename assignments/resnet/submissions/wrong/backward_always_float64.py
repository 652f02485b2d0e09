"""dx is float64 whatever the dtype of x."""

import numpy as np

FAILS = ["residual_backward"]
HINT = (
    "Your gradients are float64 even where x is float32. A mask made with np.where or np.zeros "
    "from plain numbers has a dtype of its own, and the product takes the wider one. Masks of "
    "bools, or arrays made with the dtype of x, keep it."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * np.where(out > 0, np.float64(1), np.float64(0))
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dx = dsum + dhidden @ w1.T
    return dx, x.T @ dhidden, dhidden.sum(axis=0), hidden.T @ dsum, dsum.sum(axis=0)
