"""The 1 / p is multiplied into W2 and W3 in place."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "Your outputs are right, but the caller's weights have changed: they were multiplied in "
    "place, and in the next call they are again. Parameters belong to whoever trains the network. "
    "Scale the activations, which are yours."
)


def dropout_train(X, params, p, rng):
    params["W2"] /= p
    params["W3"] /= p
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 *= rng.random(H1.shape) < p
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 *= rng.random(H2.shape) < p
    return params["W3"] @ H2 + params["b3"]
