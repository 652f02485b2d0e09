"""The mean is not subtracted."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "Your spread is the root of the mean of the squares: the mean was not subtracted before. An "
    "ensemble whose members all say 5 has the spread 0, and yours says 5."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = np.stack([forward(x) for _ in range(n_samples)])
    return outs.mean(axis=0), np.sqrt((outs**2).mean(axis=0))
