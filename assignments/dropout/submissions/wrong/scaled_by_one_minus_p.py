"""Divides by 1 - p."""

import numpy as np

FAILS = ["dropout_forward", "dropout_backward"]
HINT = (
    "You keep the right share of the units, but divide by 1 - p. The mean of a mask that is 1 "
    "with probability p is p, so p is what you divide by to make it 1. A check: the mean of out "
    "over many passes should be x."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < p).astype(x.dtype) / (1 - p)
    return x * mask, mask
