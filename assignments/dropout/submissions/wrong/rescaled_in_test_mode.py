"""Divides by p in training, and multiplies by p in test mode as well."""

import numpy as np

FAILS = ["dropout_forward"]
HINT = (
    "In test mode you multiply by p. The division by p in train mode has already made the mean of "
    "the output that of x, so that nothing is left to do at test time: out is x. (The paper "
    "multiplies in test mode instead of dividing in train mode; doing both does it twice.)"
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x * p, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = _mask(x, p, rng)
    return x * mask, mask
