"""A loop over the rows, into an array that is there before.

An accepted solution is written as another person would write it. It must get full marks, and what
it is off by rounding is what is allowed: tolerances.toml is measured from these files.
"""

import numpy as np


def softmax(scores):
    probabilities = np.empty_like(scores)
    for i, row in enumerate(scores):
        exponentials = np.exp(row - max(row))
        probabilities[i] = exponentials / sum(exponentials)
    return probabilities
