"""A unit counts as dead as soon as one sample leaves it at zero."""

import numpy as np

FAILS = ["dead_fraction"]
HINT = (
    "You call a unit dead as soon as it is zero for one sample. Being off now and then is what "
    "ReLU units are meant to do. Dead means off for every sample of the batch: think about "
    "whether the zeros of a unit are to be joined by 'or' or by 'and'."
)


def dead_fraction(activations):
    return np.mean(np.any(activations == 0, axis=0))
