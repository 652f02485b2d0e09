"""U or V^T of a Gaussian matrix, with the signs it comes with."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "Your columns are orthonormal, but not every direction is equally likely: a singular vector "
    "may be turned round together with its partner, and the library decides which way. Let the "
    "two sides' signs cancel, or give each column a random sign."
)


def orthogonal_init(fan_in, fan_out, rng):
    u, _, vt = np.linalg.svd(rng.standard_normal((fan_in, fan_out)), full_matrices=False)
    return u if u.shape == (fan_in, fan_out) else vt
