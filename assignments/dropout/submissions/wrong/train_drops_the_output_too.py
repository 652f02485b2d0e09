"""A third mask on the output."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "You drop outputs as well. Nobody is behind the output to make up for what is missing: a "
    "class score that is set to 0 is simply wrong. Only the two hidden layers have a mask."
)


def dropout_train(X, params, p, rng):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 *= _mask(H1, p, rng)
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 *= _mask(H2, p, rng)
    return (params["W3"] @ H2 + params["b3"]) * _mask(X[:1] + params["b3"], p, rng)
