"""The signs of R's diagonal are multiplied into the rows of Q."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "You multiply the *rows* of Q by the signs of the diagonal of R. In A = QR, row k of R meets "
    "column k of Q, so it is the columns that change sign with it. A tall matrix has more rows "
    "than R has diagonal entries, so there it can't work at all."
)


def orthogonal_init(fan_in, fan_out, rng):
    q, r = np.linalg.qr(rng.standard_normal((max(fan_in, fan_out), min(fan_in, fan_out))))
    q = np.sign(np.diag(r))[:, None] * q
    return q if fan_in >= fan_out else q.T
