"""The share of zeros among all activations, which is the sparsity."""

import numpy as np

FAILS = ["dead_fraction"]
HINT = (
    "You count zeros among all activations. That is the sparsity of the layer, and about one half "
    "is healthy for ReLU. A unit is dead only if it is zero for every sample: one sample that "
    "wakes it up is enough to let gradient through. First decide for each unit, then take the "
    "share."
)


def dead_fraction(activations):
    return np.mean(activations == 0)
