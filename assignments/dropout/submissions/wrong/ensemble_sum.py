"""The sum instead of the mean."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "Your mean grows with the number of passes: you add the outputs up and forget to divide by "
    "n_samples."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = np.stack([forward(x) for _ in range(n_samples)])
    return outs.sum(axis=0), outs.std(axis=0)
