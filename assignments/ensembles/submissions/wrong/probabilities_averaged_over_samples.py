"""Averages over the samples instead of the members."""

import numpy as np

FAILS = ["average_probabilities", "compare_with_members"]
HINT = (
    "You average over the samples of the batch, and keep the members apart. An ensemble answers "
    "for every sample: its result has shape (N, C), so the axis that disappears is that of the "
    "members, the first."
)


def average_probabilities(logits):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    probabilities = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
    return probabilities.mean(axis=1)
