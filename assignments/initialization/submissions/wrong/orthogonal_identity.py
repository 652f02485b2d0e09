"""The identity, which is orthogonal but not random."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "The identity has the singular values that are asked for, but it is no random matrix: every "
    "unit would see one input alone, and the same one each time. Draw a matrix for which no "
    "direction is preferred."
)


def orthogonal_init(fan_in, fan_out, rng):
    return np.eye(fan_in, fan_out)
