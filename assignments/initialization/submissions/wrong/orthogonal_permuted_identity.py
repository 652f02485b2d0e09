"""An identity with its rows in random order, and random signs."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "Your columns are orthonormal and random, but each has a single element that is not 0: they "
    "point along the axes, and nowhere else. Uniform means that every direction is equally "
    "likely, as it is for a Gaussian vector."
)


def orthogonal_init(fan_in, fan_out, rng):
    n = max(fan_in, fan_out)
    signed = np.eye(n) * rng.choice([-1.0, 1.0], size=n)
    return rng.permutation(signed)[:fan_in, :fan_out]
