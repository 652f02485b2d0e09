"""Halves the hidden layers, as for p = 0.5 without the division."""

import numpy as np

FAILS = ["predict"]
HINT = (
    "You scale the hidden layers at test time. That belongs to dropout without the division by p. "
    "With it, training has already made up for the dropped units, and the sheet's predict is the "
    "plain network: it does not even know p."
)


def predict(X, params):
    H1 = 0.5 * np.maximum(0, params["W1"] @ X + params["b1"])
    H2 = 0.5 * np.maximum(0, params["W2"] @ H1 + params["b2"])
    return params["W3"] @ H2 + params["b3"]
