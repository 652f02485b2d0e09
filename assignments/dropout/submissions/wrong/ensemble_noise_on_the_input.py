"""Adds noise to x in place before each pass."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "You change x before you hand it to forward. The randomness of this ensemble comes from the "
    "masks inside forward alone: each call gets x as it is."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = []
    for _ in range(n_samples):
        x += x.dtype.type(0.01) * x
        outs.append(forward(x))
    return np.mean(outs, axis=0), np.std(outs, axis=0)
