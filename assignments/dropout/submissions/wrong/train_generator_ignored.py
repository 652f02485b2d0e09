"""Draws from np.random instead of rng."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "Two generators in the same state give different outputs, so you don't draw from the rng that "
    "you are given. The sheet uses NumPy's global generator; a function that is handed its own "
    "can be repeated, and disturbs nobody else."
)


def dropout_train(X, params, p, rng):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 *= (np.random.rand(*H1.shape) < p) / p
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 *= (np.random.rand(*H2.shape) < p) / p
    return params["W3"] @ H2 + params["b3"]
