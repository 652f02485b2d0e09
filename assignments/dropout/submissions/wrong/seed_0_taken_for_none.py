"""if seed: the seed 0 counts as no seed."""

import numpy as np

FAILS = ["dropout_forward"]
HINT = (
    "The seed 0 does nothing in your code. Python takes the number 0 for false, so that a test of "
    "the seed's truth can't tell a seed of 0 from none at all. Ask whether there is a seed, not "
    "whether it is true."
)


def dropout_forward(x, dropout_param):
    if dropout_param["mode"] == "test":
        return x, None
    if dropout_param.get("seed"):
        np.random.seed(dropout_param["seed"])
    mask = (np.random.rand(*x.shape) < dropout_param["p"]).astype(x.dtype) / dropout_param["p"]
    return x * mask, mask
