"""One shift for all rows: where a row is far below it, all of its exponentials are 0."""

import numpy as np

FAILS = ["softmax"]
HINT = (
    "You shift all rows by the largest score of the batch. Nothing overflows then, but a row far "
    "below it has nothing but zeros left to add up. Every row may be shifted by a number of its "
    "own: which one is right for it?"
)


def softmax(scores):
    exponentials = np.exp(scores - scores.max(initial=-np.inf))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
