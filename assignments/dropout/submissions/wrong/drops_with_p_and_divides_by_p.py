"""Keeps with probability 1 - p, and divides by p."""

import numpy as np

FAILS = ["dropout_forward"]
HINT = (
    "You divide by p, as you should, but it is dropping that has the probability p in your mask. "
    "Here p is the probability of keeping a unit. A check: with p = 0.8 four in five elements "
    "should survive, and the mean over many passes should be x. With p = 0.5 both readings look "
    "the same."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) < 1 - p).astype(x.dtype) / p
    return x * mask, mask
