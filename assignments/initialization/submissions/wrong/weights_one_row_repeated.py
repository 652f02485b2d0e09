"""One row is drawn, and every input gets it."""

import numpy as np

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "All rows of your matrix are the same, so a unit sees nothing but the sum of its inputs. The "
    "terms of z_j are then not independent, and the derivation breaks down. Each of the fan_in "
    "times fan_out weights needs a draw of its own."
)


def gaussian_init(fan_in, fan_out, std, rng):
    return np.tile(rng.normal(0, std, fan_out), (fan_in, 1))
