"""A new generator with a fixed seed in every call."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "Every call drops the same units, as you make a generator with a fixed seed inside. Then only "
    "one thinned network is ever trained. Draw from the rng that you are given: it moves on from "
    "call to call."
)


def dropout_train(X, params, p, rng):
    rng = np.random.default_rng(182)
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 *= _mask(H1, p, rng)
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 *= _mask(H2, p, rng)
    return params["W3"] @ H2 + params["b3"]
