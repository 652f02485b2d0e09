"""The cache holds x itself, and the backward pass writes into it."""

import numpy as np

FAILS = ["dropout_backward"]
HINT = (
    "Your gradients are right, but after the backward pass the caller's x has changed. What lies "
    "in your cache is x itself and not a copy, and you use it as the place for your result. Make "
    "a new array, or write into dout, which is yours."
)


def dropout_forward(x, dropout_param):
    if dropout_param["mode"] == "test":
        return x, None
    mask = _mask(x, dropout_param["p"], np.random.default_rng(dropout_param.get("seed")))
    return x * mask, (x, mask)


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    x, mask = cache
    np.multiply(dout, mask, out=x)
    return x
