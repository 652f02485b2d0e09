"""Draws beyond two standard deviations are drawn again."""

import numpy as np

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "You draw again whatever lies beyond two standard deviations. Some libraries do so, but the "
    "distribution is then no normal one any more, and its standard deviation is 12 % smaller than"
    " std. Leave the few large weights as they are."
)


def gaussian_init(fan_in, fan_out, std, rng):
    weights = rng.normal(0, std, (fan_in, fan_out))
    while np.any(far_out := abs(weights) > 2 * std):
        weights[far_out] = rng.normal(0, std, far_out.sum())
    return weights
