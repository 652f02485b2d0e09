"""The shift is made in the caller's array."""

import numpy as np

FAILS = ["softmax"]
HINT = (
    "Your probabilities are right, but the caller's scores have changed: an augmented assignment "
    "writes into the array that it is applied to, and this one isn't yours. Make a new array."
)


def softmax(scores):
    scores -= scores.max(axis=1, keepdims=True)
    exponentials = np.exp(scores)
    return exponentials / exponentials.sum(axis=1, keepdims=True)
