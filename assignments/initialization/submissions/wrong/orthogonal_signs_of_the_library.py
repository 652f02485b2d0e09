"""Q of a QR decomposition, with the signs it comes with."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "Your columns are orthonormal, but they don't point everywhere alike: the library chooses the"
    " signs of Q, and Q[0, 0] is never positive. The diagonal of R shows which columns were "
    "turned round. A = QR stays true when a column of Q and its row of R change sign together."
)


def orthogonal_init(fan_in, fan_out, rng):
    q, _ = np.linalg.qr(rng.standard_normal((max(fan_in, fan_out), min(fan_in, fan_out))))
    return q if fan_in >= fan_out else q.T
