"""Keeps exactly round(p * size) elements of the array."""

import numpy as np

FAILS = ["dropout_forward"]
HINT = (
    "You keep the same number of elements in every call. Each element is meant to be kept or "
    "dropped by itself, as by a coin of its own, so that their number varies from call to call. "
    "With a fixed number one unit's fate depends on that of the others."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    kept = np.zeros(x.size, x.dtype)
    kept[rng.permutation(x.size)[: round(p * x.size)]] = 1
    mask = kept.reshape(x.shape) / p
    return x * mask, mask
