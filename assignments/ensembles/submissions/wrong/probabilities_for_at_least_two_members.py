"""Squeezes axes of size 1 away."""

import numpy as np

FAILS = ["average_probabilities", "compare_with_members"]
HINT = (
    "Your result loses an axis when there is one sample or one class: squeeze takes away every "
    "axis of size 1, not only the one you meant. Name the axis, or let mean remove that of the "
    "members."
)


def average_probabilities(logits):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    probabilities = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
    return np.squeeze(probabilities.mean(axis=0, keepdims=True))
