"""Without a seed, 0 is taken."""

import numpy as np

FAILS = ["dropout_forward"]
HINT = (
    "Without a seed, every call of yours drops the same units, since you put a fixed seed in its "
    "place. The network would then train one thinned network only, never an ensemble. Seed the "
    "generator when a seed is given, and only then."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed", 0))
    mask = _mask(x, p, rng)
    return x * mask, mask
