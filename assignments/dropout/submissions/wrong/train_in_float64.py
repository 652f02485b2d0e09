"""The masks turn float32 into float64."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "For float32 inputs your output is float64: rng.random draws float64, and a product with such "
    "a mask is float64 too. Give the mask the dtype of what it multiplies, or multiply in place "
    "as the sheet does."
)


def dropout_train(X, params, p, rng):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 = H1 * ((rng.random(H1.shape) < p) / p)
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 = H2 * ((rng.random(H2.shape) < p) / p)
    return params["W3"] @ H2 + params["b3"]
