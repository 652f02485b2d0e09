"""Divides by 0.5, whatever p is."""

import numpy as np

FAILS = ["dropout_forward", "dropout_backward"]
HINT = (
    "You multiply what is kept by 2, which is right for p = 0.5 alone. The factor that makes up "
    "for the dropped units depends on how many of them there are: see the formula at the top of "
    "the file."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = 2 * (rng.random(x.shape) < p).astype(x.dtype)
    return x * mask, mask
