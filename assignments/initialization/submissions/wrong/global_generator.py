"""np.random in place of rng."""

import numpy as np

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "Your weights come from NumPy's global generator, so the seed of rng has no effect on them. A"
    " result that nobody can repeat is hard to debug. Draw from the generator you are given."
)


def gaussian_init(fan_in, fan_out, std, rng):
    return np.random.normal(0, std, (fan_in, fan_out))
