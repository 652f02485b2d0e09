"""U2 takes its elements from U1."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "Both hidden layers use the same draws: when the first unit of one is dropped, so is the "
    "first unit of the other. Only a few of all thinned networks can then occur. The sheet draws "
    "a second mask from new random numbers."
)


def dropout_train(X, params, p, rng):
    kept = rng.random((max(len(params["b1"]), len(params["b2"])), X.shape[1])) < p
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 *= kept[: len(H1)] / p
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 *= kept[: len(H2)] / p
    return params["W3"] @ H2 + params["b3"]
