"""The wrong axis: samples for which every unit is zero."""

import numpy as np

FAILS = ["dead_fraction"]
HINT = (
    "You ask of each sample whether all of its units are zero. Turn the question around: of each "
    "unit, ask whether it is zero for all samples. The first axis counts the samples, so that is "
    "the one to look along; what remains afterwards has one answer for each unit."
)


def dead_fraction(activations):
    units = activations.reshape(len(activations), -1)
    return np.mean(np.all(units == 0, axis=1))
