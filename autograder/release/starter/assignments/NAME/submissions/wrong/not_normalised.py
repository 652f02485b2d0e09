"""The exponentials alone: the largest of each row is 1."""

import numpy as np

FAILS = ["softmax"]
HINT = (
    "Your values are positive and in the right order, but the sum of a row is not 1. The formula "
    "divides each exponential by the sum of all exponentials of its row."
)


def softmax(scores):
    return np.exp(scores - scores.max(axis=1, keepdims=True))
