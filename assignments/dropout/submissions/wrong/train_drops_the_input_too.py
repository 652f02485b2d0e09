"""A mask on X as well."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "You drop inputs as well. That is done at times, with a p near 1, but the sheet's network "
    "drops hidden units only: count its masks."
)


def dropout_train(X, params, p, rng):
    X = X * _mask(X, p, rng)
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 *= _mask(H1, p, rng)
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 *= _mask(H2, p, rng)
    return params["W3"] @ H2 + params["b3"]
