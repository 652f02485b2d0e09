"""X is centered in place on the way."""

import numpy as np

FAILS = ["predict"]
HINT = (
    "Your scores are right, but the caller's X has changed. Whatever you compute on the way, do "
    "it in arrays of your own."
)


def predict(X, params):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    X -= X.mean(axis=1, keepdims=True) if X.size else 0
    return params["W3"] @ H2 + params["b3"]
