"""Tiny activations count as zero."""

import numpy as np

FAILS = ["dead_fraction"]
HINT = (
    "You take activations that are merely small for zero. ReLU switches a unit off exactly, so no "
    "tolerance is needed, and a unit with faint activations still passes the whole gradient. "
    "Compare with 0 itself."
)


def dead_fraction(activations):
    return np.mean(np.all(np.isclose(activations, 0), axis=0))
