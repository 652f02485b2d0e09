"""The masks are not divided by p."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "Your masks hold 0 and 1. The sheet says: notice /p. Without it each hidden layer is smaller "
    "in training than at test time, by a factor of p on average, and after two layers the output "
    "is too small twice over."
)


def dropout_train(X, params, p, rng):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 *= rng.random(H1.shape) < p
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 *= rng.random(H2.shape) < p
    return params["W3"] @ H2 + params["b3"]
