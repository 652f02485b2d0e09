"""Multiplied by the root of 2, as for a ReLU."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "Your columns are orthogonal, but not of length 1: all singular values are the root of 2. "
    "This gain is used in front of a ReLU; here they are to be 1, so that a product of many "
    "matrices keeps every length."
)


def orthogonal_init(fan_in, fan_out, rng):
    q, r = np.linalg.qr(rng.standard_normal((max(fan_in, fan_out), min(fan_in, fan_out))))
    q = q * np.sign(np.diag(r))
    return np.sqrt(2) * (q if fan_in >= fan_out else q.T)
