"""x *= mask."""

import numpy as np

FAILS = ["dropout_forward"]
HINT = (
    "Your results are right, but the caller's x has changed: an augmented assignment writes into "
    "the array that it is applied to, and x is not yours. The layer below may need its output "
    "again in the backward pass. Make a new array."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = _mask(x, p, rng)
    x *= mask
    return x, mask
