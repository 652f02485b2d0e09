"""Drops after the first hidden layer only."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "Your second hidden layer keeps all its units. On the sheet both hidden layers are followed "
    "by a mask of their own: H2 is multiplied by U2 before the output is computed."
)


def dropout_train(X, params, p, rng):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 *= _mask(H1, p, rng)
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    return params["W3"] @ H2 + params["b3"]
