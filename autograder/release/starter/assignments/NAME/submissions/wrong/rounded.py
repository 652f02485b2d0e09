"""Three digits are kept."""

import numpy as np

FAILS = ["softmax"]
HINT = (
    "Your probabilities are rounded to three digits. A sheet prints few of them so that it can be "
    "read; whatever comes after softmax, such as the logarithm of a small probability, needs all "
    "of them."
)


def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.round(exponentials / exponentials.sum(axis=1, keepdims=True), 3)
