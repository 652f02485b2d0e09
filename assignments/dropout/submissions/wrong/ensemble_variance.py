"""The variance instead of the standard deviation."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "You return the variance. The spread is its root, the standard deviation, which has the unit "
    "of the outputs themselves: look at the formula once more."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = np.stack([forward(x) for _ in range(n_samples)])
    return outs.mean(axis=0), outs.var(axis=0)
