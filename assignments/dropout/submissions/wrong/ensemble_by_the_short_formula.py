"""E[out^2] - E[out]^2."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "Where the mean is large against the spread, yours is wrong, or not a number: the mean of the "
    "squares minus the square of the mean subtracts two large numbers that agree in nearly all "
    "digits. Subtract the mean first, then square."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = np.stack([forward(x) for _ in range(n_samples)])
    return outs.mean(axis=0), np.sqrt(
        np.maximum((outs**2).mean(axis=0) - outs.mean(axis=0) ** 2, 0)
    )
