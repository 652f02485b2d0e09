"""Draws one number a unit, shared by all samples."""

import numpy as np

FAILS = ["dropout_forward"]
HINT = (
    "All samples of your batch lose the same units. Each sample should train a network of its "
    "own: draw one number for every element of x, not one for each unit. If your mask has the "
    "shape (D,), broadcasting repeats it silently over the batch."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = np.ones_like(x) * _mask(x[:1], p, rng) if len(x) else x
    return x * mask, mask
