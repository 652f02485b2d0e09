"""A small orthogonal square, with zeros around it."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "You fill the larger side with zeros around a small orthogonal square. Then some inputs are "
    "never seen, or some outputs are always 0. The columns (or rows) should be random directions "
    "in the *larger* of the two spaces."
)


def orthogonal_init(fan_in, fan_out, rng):
    n = min(fan_in, fan_out)
    q, r = np.linalg.qr(rng.standard_normal((n, n)))
    weights = np.zeros((fan_in, fan_out))
    weights[:n, :n] = q * np.sign(np.diag(r))
    return weights
