"""The mean of |out - mean|."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "Your spread is the mean absolute deviation. The docstring asks for the standard deviation: "
    "square the deviations, take the mean, then the root."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = np.stack([forward(x) for _ in range(n_samples)])
    return outs.mean(axis=0), np.abs(outs - outs.mean(axis=0)).mean(axis=0)
