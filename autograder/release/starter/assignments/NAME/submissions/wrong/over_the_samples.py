"""The wrong axis: each column has the sum 1.

A wrong solution has one mistake, and is named after it. FAILS lists the questions that lose points
by it, and HINT is what a student reads who has made it.
"""

import numpy as np

FAILS = ["softmax"]
HINT = (
    "Your columns have the sum 1: you normalise each class over the samples. The question that a "
    "classifier answers is asked of each sample by itself, whatever else is in the batch. Add up "
    "one of your rows: which axis counts the classes?"
)


def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=0)
