"""Drops after the second hidden layer only."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "Your first hidden layer keeps all its units. On the sheet both hidden layers are followed by "
    "a mask of their own: H1 is multiplied by U1 before the next layer sees it."
)


def dropout_train(X, params, p, rng):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 *= _mask(H2, p, rng)
    return params["W3"] @ H2 + params["b3"]
