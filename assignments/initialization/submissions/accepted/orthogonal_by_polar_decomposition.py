"""U V^T of a Gaussian matrix, in which the signs of the library cancel; every shape at once."""

import numpy as np


def orthogonal_init(fan_in, fan_out, rng):
    gaussian = rng.standard_normal((fan_in, fan_out))
    u, _, vt = np.linalg.svd(gaussian, full_matrices=False)
    return u @ vt
