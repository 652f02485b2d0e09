"""A new generator of its own, seeded by the machine."""

import numpy as np

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "You make a new generator inside the function, and leave rng unused. It takes its seed from "
    "the machine, so no run can be repeated. Draw from the generator you are given."
)


def gaussian_init(fan_in, fan_out, std, rng):
    return np.random.default_rng().normal(0, std, (fan_in, fan_out))
