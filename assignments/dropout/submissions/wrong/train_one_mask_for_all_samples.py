"""A mask of shape (M, 1), shared by all columns."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "All samples lose the same units: your masks have one column, which broadcasting repeats for "
    "each sample. The sheet draws a mask of the shape of H1, units times samples, so that every "
    "sample trains a thinned network of its own."
)


def dropout_train(X, params, p, rng):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 *= _mask(H1[:, :1], p, rng)
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 *= _mask(H2[:, :1], p, rng)
    return params["W3"] @ H2 + params["b3"]
