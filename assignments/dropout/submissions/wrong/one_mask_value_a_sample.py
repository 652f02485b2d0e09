"""Draws one number a sample, shared by all its units."""

import numpy as np

FAILS = ["dropout_forward"]
HINT = (
    "Whole samples vanish from your batch, while the others keep all their units. Dropout removes "
    "units, not samples: every element of x is decided by itself. Compare the shape that you draw "
    "with the shape of x."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (
        np.ones_like(x)
        * _mask(x.reshape(len(x), -1)[:, :1], p, rng).reshape(len(x), *(1,) * (x.ndim - 1))
        if len(x)
        else x
    )
    return x * mask, mask
