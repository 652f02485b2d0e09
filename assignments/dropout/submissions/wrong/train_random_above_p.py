"""rand > p: keeps with probability 1 - p."""

import numpy as np

FAILS = ["dropout_train"]
HINT = (
    "Your masks are 1 where the draw lies above p, which happens with probability 1 - p. On the "
    "sheet p is the probability of keeping a unit active: a higher p means less dropout. Which "
    "side of p has the length p?"
)


def dropout_train(X, params, p, rng):
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 *= (rng.random(H1.shape) > p) / p
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 *= (rng.random(H2.shape) > p) / p
    return params["W3"] @ H2 + params["b3"]
