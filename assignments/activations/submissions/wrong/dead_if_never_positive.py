"""A unit that is negative for all samples counts as dead."""

import numpy as np

FAILS = ["dead_fraction"]
HINT = (
    "You count a unit as dead when it is never positive. For the outputs of ReLU that is the "
    "same, but units of leaky ReLU and ELU answer with negative values, pass gradient, and learn. "
    "Dead means exactly 0 for every sample."
)


def dead_fraction(activations):
    return np.mean(activations.max(axis=0) <= 0)
