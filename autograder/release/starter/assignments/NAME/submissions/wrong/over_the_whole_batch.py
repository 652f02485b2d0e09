"""The sum is taken over all elements."""

import numpy as np

FAILS = ["softmax"]
HINT = (
    "All your probabilities together have the sum 1. Each sample has probabilities of its own: "
    "the sum in the denominator runs over the classes of one row, and doesn't know of the others."
)


def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum()
