"""Sums over the members."""

import numpy as np

FAILS = ["average_probabilities", "compare_with_members"]
HINT = (
    "You sum the members' probabilities. The largest class is the same, but the rows add up to M: "
    "these are no probabilities. The ensemble's probability is the mean over the members."
)


def average_probabilities(logits):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    probabilities = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
    return probabilities.sum(axis=0)
