"""Drops in test mode too."""

import numpy as np

FAILS = ["dropout_forward", "dropout_backward"]
HINT = (
    "Your layer drops units in test mode. There we want one definite answer, and all that the "
    "network has learned: nothing is dropped, and out is x. dropout_param tells the mode."
)


def dropout_forward(x, dropout_param):
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = _mask(x, dropout_param["p"], rng)
    return x * mask, mask
