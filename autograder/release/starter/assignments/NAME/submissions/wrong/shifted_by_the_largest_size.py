"""The largest absolute value of each row instead of the largest value."""

import numpy as np

FAILS = ["softmax"]
HINT = (
    "You shift each row by its largest absolute value. For positive scores that is the largest "
    "score; for negative ones it pushes them further down, until every exponential is 0. After "
    "the right shift the largest score of a row is 0, whatever its sign was."
)


def softmax(scores):
    exponentials = np.exp(scores - np.abs(scores).max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
