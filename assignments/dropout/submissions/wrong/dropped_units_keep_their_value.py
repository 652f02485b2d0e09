"""What is dropped stays x instead of 0."""

import numpy as np

FAILS = ["dropout_forward", "dropout_backward"]
HINT = (
    "Your dropped units are not gone: they keep the value x, and only the others are rescaled. A "
    "dropped unit passes on nothing, that is 0, so that the rest of the network has to do without "
    "it."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = np.where(rng.random(x.shape) < p, x.dtype.type(1 / p), x.dtype.type(1))
    return x * mask, mask
