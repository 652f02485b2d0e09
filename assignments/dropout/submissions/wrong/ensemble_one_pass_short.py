"""range(1, n_samples)."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "You run one pass fewer than asked for: a range that starts at 1 and ends before n_samples "
    "has n_samples - 1 numbers."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = np.stack([forward(x) for _ in range(1, n_samples)] or [forward(x)])
    return outs.mean(axis=0), outs.std(axis=0)
