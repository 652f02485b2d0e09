"""Always tall, whichever of the fans is larger."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "Your matrix is always tall. You rightly make a tall one when fan_in < fan_out, but it has to"
    " be turned back: the shape is (fan_in, fan_out), and then its rows are orthonormal."
)


def orthogonal_init(fan_in, fan_out, rng):
    q, r = np.linalg.qr(rng.standard_normal((max(fan_in, fan_out), min(fan_in, fan_out))))
    return q * np.sign(np.diag(r))
