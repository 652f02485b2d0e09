"""The mean of each row instead of the largest score: too little where scores are far apart."""

import numpy as np

FAILS = ["softmax"]
HINT = (
    "You shift each row by its mean. That is enough as long as its scores are near each other; a "
    "score far above the mean still overflows. Which shift makes sure that no exponential is "
    "larger than 1?"
)


def softmax(scores):
    exponentials = np.exp(scores - scores.mean(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
