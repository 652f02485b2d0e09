"""DropConnect: masks on W2 and W3."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "You drop single weights, one mask for all samples. That is another method, DropConnect. "
    "Dropout removes units: a unit that is dropped sends nothing to any unit of the next layer, "
    "and each sample loses others."
)


def dropout_train(X, params, p, rng):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H2 = np.maximum(0, (params["W2"] * _mask(params["W2"], p, rng)) @ H1 + params["b2"])
    return (params["W3"] * _mask(params["W3"], p, rng)) @ H2 + params["b3"]
