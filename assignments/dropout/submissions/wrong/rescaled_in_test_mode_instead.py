"""The paper's form: nothing in training, times p in test mode."""

import numpy as np

FAILS = ["dropout_forward", "dropout_backward"]
HINT = (
    "This is dropout as the paper first wrote it: train mode leaves what it keeps as it is, and "
    "test mode multiplies by p. We use the inverted form, which divides by p in train mode, so "
    "that test mode is the identity and needs not even to know p. See the formulas at the top of "
    "the file."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x * p, np.full_like(x, p)
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < p).astype(x.dtype)
    return x * mask, mask
