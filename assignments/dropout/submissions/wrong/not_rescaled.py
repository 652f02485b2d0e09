"""The mask is not divided by p."""

import numpy as np

FAILS = ["dropout_forward", "dropout_backward"]
HINT = (
    "You drop the right share of the units, but those that stay are passed on as they are. In "
    "training the sum that the next layer sees is then smaller by a factor of p than in test "
    "mode, where nothing is dropped. What makes up for this is the division at the top of the "
    "file."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < p).astype(x.dtype)
    return x * mask, mask
