"""QR of a matrix of uniform draws between 0 and 1."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "Your columns are orthonormal, but the first of them has no negative element: it comes from "
    "draws between 0 and 1, which all point into the same corner. Only a Gaussian vector points "
    "everywhere with the same probability."
)


def orthogonal_init(fan_in, fan_out, rng):
    q, r = np.linalg.qr(rng.random((max(fan_in, fan_out), min(fan_in, fan_out))))
    q = q * np.sign(np.diag(r))
    return q if fan_in >= fan_out else q.T
