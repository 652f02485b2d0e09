"""The median instead of the mean."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "Your mean is the median of the passes. For two or three passes the two are close or equal, "
    "but the ensemble averages: add up and divide by n."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = np.stack([forward(x) for _ in range(n_samples)])
    return np.median(outs, axis=0), outs.std(axis=0)
