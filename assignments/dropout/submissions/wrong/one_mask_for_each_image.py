"""Drops whole channels of images: one number for (sample, channel)."""

import numpy as np

FAILS = ["dropout_forward"]
HINT = (
    "On images your layer drops whole channels. That is a layer of its own, called spatial "
    "dropout, and it makes sense after convolutions; the one we are asked for draws for each "
    "element, whatever the number of axes. Draw numbers in the shape of x."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    first = x if x.ndim < 3 else x[:, :, :1, :1]
    mask = np.ones_like(x) * _mask(first, p, rng)
    return x * mask, mask
