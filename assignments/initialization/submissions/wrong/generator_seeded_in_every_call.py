"""A new generator with a fixed seed: each call gives the same weights."""

import numpy as np

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "Every call of your function returns the same weights, since you make a generator with a "
    "fixed seed inside it. Two layers of the same shape would start out equal. rng remembers "
    "where it stands: draw from it, and each call goes on where the last one ended."
)


def gaussian_init(fan_in, fan_out, std, rng):
    return np.random.default_rng(0).normal(0, std, (fan_in, fan_out))
