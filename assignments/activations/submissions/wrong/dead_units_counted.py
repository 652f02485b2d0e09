"""The number of dead units, not divided by the number of units."""

import numpy as np

FAILS = ["dead_fraction"]
HINT = (
    "You found the right units, but you return how many they are. A share is a number from 0 to "
    "1: divide by the number of units, and remember that with images every channel and position "
    "is one."
)


def dead_fraction(activations):
    return np.sum(np.all(activations == 0, axis=0))
