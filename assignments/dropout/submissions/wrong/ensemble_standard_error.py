"""Divides the spread by the root of n."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "You return the standard error of the mean, which goes to 0 with many passes. The spread says "
    "how far the members are from each other, and that does not shrink when more of them are "
    "asked."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = np.stack([forward(x) for _ in range(n_samples)])
    return outs.mean(axis=0), outs.std(axis=0) / np.sqrt(n_samples).astype(outs.dtype)
