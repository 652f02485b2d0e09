"""Draws beyond two standard deviations are drawn again; then scaled to std."""

import numpy as np

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "The standard deviation is right, but no weight is ever large: you draw again whatever lies "
    "far out, and stretch the rest. A normal distribution has no ends. About 1 draw in 370 lies "
    "beyond three standard deviations, and should."
)


def gaussian_init(fan_in, fan_out, std, rng):
    draws = rng.standard_normal((fan_in, fan_out))
    while np.any(far_out := abs(draws) > 2):
        draws[far_out] = rng.standard_normal(far_out.sum())
    return draws * (std / 0.8796256610342398)
