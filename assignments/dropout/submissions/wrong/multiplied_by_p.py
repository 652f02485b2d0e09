"""Multiplies by p in training."""

import numpy as np

FAILS = ["dropout_forward", "dropout_backward"]
HINT = (
    "In training you multiply by p, which makes what is left even smaller. Units are missing, so "
    "those that stay have to speak louder: dividing by p makes up for those that are gone. A "
    "check: the mean of out over many passes should be x."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < p).astype(x.dtype) * p
    return x * mask, mask
