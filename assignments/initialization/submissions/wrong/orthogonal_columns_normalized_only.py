"""Columns of length 1 that are not orthogonal to each other."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "Your columns have the length 1, which is half of the way: they aren't orthogonal to each "
    "other. W^T W has ones on its diagonal, but not zeros beside it. A QR decomposition, or the "
    "method of Gram and Schmidt, does both."
)


def orthogonal_init(fan_in, fan_out, rng):
    weights = rng.standard_normal((fan_in, fan_out))
    return weights / np.linalg.norm(weights, axis=0 if fan_in >= fan_out else 1, keepdims=True)
