"""A square matrix with a random sign for each column, of which the first rows or columns stay."""

import numpy as np


def orthogonal_init(fan_in, fan_out, rng):
    n = max(fan_in, fan_out)
    q, _ = np.linalg.qr(rng.normal(size=(n, n)), mode="complete")
    signs = rng.choice([-1.0, 1.0], size=n)
    return (q * signs)[:fan_in, :fan_out]
