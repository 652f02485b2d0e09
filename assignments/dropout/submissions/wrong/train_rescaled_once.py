"""Only the first mask is divided by p."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "Your first mask is divided by p, the second is not. Each layer that drops units has to make "
    "up for them, since predict leaves out both masks: both need the division."
)


def dropout_train(X, params, p, rng):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 *= _mask(H1, p, rng)
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 *= rng.random(H2.shape) < p
    return params["W3"] @ H2 + params["b3"]
