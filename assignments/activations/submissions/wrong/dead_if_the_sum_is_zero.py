"""Activations are added up over the samples: positive and negative ones may cancel."""

import numpy as np

FAILS = ["dead_fraction"]
HINT = (
    "You add the activations of a unit over the samples and look for 0. For ReLU that works, as "
    "nothing is negative; in general 1 and -1 add up to 0 although the unit is alive. Ask the "
    "question of every sample, then combine the answers."
)


def dead_fraction(activations):
    return np.mean(activations.sum(axis=0) == 0)
