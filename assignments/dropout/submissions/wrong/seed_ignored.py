"""Never looks at the seed."""

import numpy as np

FAILS = ["dropout_forward"]
HINT = (
    "Two calls with the same seed drop different units. dropout_param may hold a seed: then the "
    "mask has to be the same in every call with it, so that a run can be repeated. Which of "
    "NumPy's generators you seed is up to you."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    mask = _mask(x, p, np.random.default_rng())
    return x * mask, mask
