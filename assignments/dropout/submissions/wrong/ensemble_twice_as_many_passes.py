"""New passes for the spread."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "You run n_samples passes for the mean and as many new ones for the spread. Besides the cost, "
    "the deviations are then those of other members: collect the outputs once, and compute both "
    "from them."
)


def mc_dropout_predict(forward, x, n_samples):
    mean = sum(forward(x) for _ in range(n_samples)) / n_samples
    variance = sum((forward(x) - mean) ** 2 for _ in range(n_samples)) / n_samples
    return mean, np.sqrt(variance)
