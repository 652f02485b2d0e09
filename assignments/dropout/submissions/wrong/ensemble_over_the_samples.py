"""Mean and spread over the batch instead of the passes."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "You average over the samples of the batch instead of over the passes. Each sample has a "
    "prediction of its own, and a spread of its own: after stacking, the first axis counts the "
    "passes."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = np.stack([forward(x) for _ in range(n_samples)])
    return np.broadcast_to(outs.mean(axis=1).mean(axis=0), outs[0].shape).copy(), np.broadcast_to(
        outs.std(axis=1).mean(axis=0), outs[0].shape
    ).copy()
