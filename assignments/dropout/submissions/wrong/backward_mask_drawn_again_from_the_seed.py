"""The backward pass seeds a generator anew: without a seed it gets another mask."""

import numpy as np

FAILS = ["dropout_backward"]
HINT = (
    "With a seed your gradients are right, since you draw the mask of the forward pass a second "
    "time. Without a seed that is another mask, and units that were dropped get a gradient. Hand "
    "the mask itself on in the cache."
)


def dropout_forward(x, dropout_param):
    if dropout_param["mode"] == "test":
        return x, None
    p, seed = dropout_param["p"], dropout_param.get("seed")
    return x * _mask(x, p, np.random.default_rng(seed)), (p, seed)


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    p, seed = cache
    return dout * _mask(dout, p, np.random.default_rng(seed))
