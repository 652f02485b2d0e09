"""The softmax goes over the members."""

import numpy as np

FAILS = ["average_probabilities", "compare_with_members"]
HINT = (
    "Your softmax makes the members compete with each other: for a class, their shares sum to 1. "
    "A softmax shares one member's certainty among the classes of one sample. Which axis of (M, "
    "N, C) counts the classes?"
)


def average_probabilities(logits):
    exponentials = np.exp(logits - logits.max(axis=0))
    return (exponentials / exponentials.sum(axis=0)).mean(axis=0)
