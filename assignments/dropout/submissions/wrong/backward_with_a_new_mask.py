"""Draws another mask in the backward pass."""

import numpy as np

FAILS = ["dropout_backward"]
HINT = (
    "Your backward pass uses another mask than its forward pass: it draws a new one, or takes "
    "that of a later pass. The gradient belongs to what the forward pass did: a unit that was "
    "dropped there had no influence on the loss, and one that was kept had. Put the mask of the "
    "forward pass into the cache."
)


def dropout_forward(x, dropout_param):
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    return x * _mask(x, dropout_param["p"], rng), dropout_param["p"]


def dropout_backward(dout, cache):
    return dout if cache is None else dout * _mask(dout, cache, np.random.default_rng())
