"""The mask depends on x: what is negative always stays."""

import numpy as np

FAILS = ["dropout_forward", "dropout_backward"]
HINT = (
    "Negative elements are never dropped in your layer. Whether a unit is kept has nothing to do "
    "with its value: draw the mask from the shape of x alone. (Behind a ReLU you would not "
    "notice.)"
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = np.where(x > 0, _mask(x, p, rng), 1)
    return x * mask, mask
