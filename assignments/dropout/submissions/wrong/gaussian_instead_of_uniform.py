"""randn for rand."""

import numpy as np

FAILS = ["dropout_forward"]
HINT = (
    "Your draws come from a normal distribution. The share of them that lies below p is not p: "
    "half of them are negative, to begin with. Numbers that are spread evenly over [0, 1) fall "
    "below p with exactly the probability p. In NumPy the two functions differ by one letter."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.standard_normal(x.shape) < p).astype(x.dtype) / p
    return x * mask, mask
