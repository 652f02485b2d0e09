"""The median of the members' probabilities."""

import numpy as np

FAILS = ["average_probabilities", "compare_with_members"]
HINT = (
    "You take the median over the members. It ignores outliers, but it throws away how sure they "
    "are, and its rows need not sum to 1. Asked for is the mean, in which every member counts "
    "with its full probability."
)


def average_probabilities(logits):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    probabilities = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
    return np.median(probabilities, axis=0).astype(logits.dtype)
