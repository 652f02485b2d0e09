"""Divided by the root of fan_in."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "You scale an orthonormal matrix once more by the root of fan_in. It has the right size "
    "already: its columns have length 1, so each element is about 1 / sqrt(fan_in). With a "
    "smaller one, all singular values are below 1, and signals die out."
)


def orthogonal_init(fan_in, fan_out, rng):
    q, r = np.linalg.qr(rng.standard_normal((max(fan_in, fan_out), min(fan_in, fan_out))))
    q = q * np.sign(np.diag(r))
    return (q if fan_in >= fan_out else q.T) / np.sqrt(fan_in)
