"""The masks are divided by 1 - p."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "You keep the right share of the units, but divide by 1 - p. The mean of a mask that is 1 "
    "with probability p is p: dividing by p makes it 1, so that predict sees on average what "
    "training sees."
)


def dropout_train(X, params, p, rng):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 *= (rng.random(H1.shape) < p) / (1 - p + 1e-3)
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 *= (rng.random(H2.shape) < p) / (1 - p + 1e-3)
    return params["W3"] @ H2 + params["b3"]
