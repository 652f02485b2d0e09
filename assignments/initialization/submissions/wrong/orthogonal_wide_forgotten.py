"""QR of the matrix as it is: a wide one gives a square Q."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "For fan_in < fan_out your matrix has too few columns. More vectors than dimensions can't be "
    "orthonormal, so QR returns a square Q there. Of a wide matrix the rows can be orthonormal: "
    "make a tall one, and look at it from the other side."
)


def orthogonal_init(fan_in, fan_out, rng):
    q, r = np.linalg.qr(rng.standard_normal((fan_in, fan_out)))
    return q * np.sign(np.diag(r))
