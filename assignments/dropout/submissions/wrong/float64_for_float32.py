"""The mask is float64, and so is what comes out."""

import numpy as np

FAILS = ["dropout_forward", "dropout_backward"]
HINT = (
    "For float32 inputs your results are float64. A bool array that is divided by a number "
    "becomes float64, and a product with a float64 array is float64 as well. On real networks "
    "that costs twice the memory and half the speed; give the mask the dtype of x."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < p) / p
    return x * mask, mask
