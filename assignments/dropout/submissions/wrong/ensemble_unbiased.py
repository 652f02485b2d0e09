"""Divides by n - 1."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "Your spread is divided by n - 1. The docstring asks for the biased standard deviation, "
    "divided by n: the passes are the ensemble itself, not a sample of it, and a single pass has "
    "the spread 0 instead of 0 / 0."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = np.stack([forward(x) for _ in range(n_samples)])
    return outs.mean(axis=0), outs.std(axis=0, ddof=1)
