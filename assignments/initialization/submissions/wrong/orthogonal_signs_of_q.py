"""The diagonal of Q is made positive, in place of that of R."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "You turn the columns so that the diagonal of Q is positive. Then the diagonal of your "
    "weights is never negative, and not every direction is equally likely. It is the diagonal of "
    "R, in A = QR, that has to be positive."
)


def orthogonal_init(fan_in, fan_out, rng):
    q, _ = np.linalg.qr(rng.standard_normal((max(fan_in, fan_out), min(fan_in, fan_out))))
    q *= np.sign(np.diag(q))
    return q if fan_in >= fan_out else q.T
