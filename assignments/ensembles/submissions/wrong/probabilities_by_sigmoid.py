"""A sigmoid for every class by itself."""

import numpy as np

FAILS = ["average_probabilities", "compare_with_members"]
HINT = (
    "You send each logit through a sigmoid by itself. That suits questions that may all be "
    "answered with yes; here exactly one class is right, and the probabilities of a row have to "
    "share 1 among them. Divide each exponential by the sum over the row's classes."
)


def average_probabilities(logits):
    negative = np.exp(-np.abs(logits))
    return np.where(logits > 0, 1 / (1 + negative), negative / (1 + negative)).mean(axis=0)
