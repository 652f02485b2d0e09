"""Collects the scores in an array of NumPy's default dtype."""

import numpy as np

FAILS = ["predict"]
HINT = (
    "For float32 inputs your scores are float64. np.zeros and its like make float64 arrays unless "
    "they are told otherwise: let the dtype follow that of X."
)


def predict(X, params):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    out = np.zeros((len(params["b3"]), X.shape[1]))
    out[:] = params["W3"] @ H2 + params["b3"]
    return out
