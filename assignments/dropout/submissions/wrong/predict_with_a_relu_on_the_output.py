"""max(0, out)."""

import numpy as np

FAILS = ["predict"]
HINT = (
    "You apply a ReLU to the output. Scores may be negative: the last layer of the sheet's "
    "network is linear."
)


def predict(X, params):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    return np.maximum(0, params["W3"] @ H2 + params["b3"])
