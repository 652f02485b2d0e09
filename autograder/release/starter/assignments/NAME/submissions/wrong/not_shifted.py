"""The exponentials of the scores as they are: they overflow, or all become 0."""

import numpy as np

FAILS = ["softmax"]
HINT = (
    "For scores of moderate size you are right. The exponential of 1000 is infinite, though, and "
    "that of -1000 is 0, which leaves you with nan. Adding the same number to all scores of a row "
    "doesn't change its probabilities: which number makes every exponential harmless?"
)


def softmax(scores):
    exponentials = np.exp(scores)
    return exponentials / exponentials.sum(axis=1, keepdims=True)
