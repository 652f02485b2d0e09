"""The softmax goes over the samples of the batch."""

import numpy as np

FAILS = ["average_probabilities", "compare_with_members"]
HINT = (
    "Your probabilities of a class sum to 1 over the samples of the batch, so a sample's "
    "prediction depends on which others stand beside it. A softmax goes over the classes of one "
    "sample: the last axis of (M, N, C)."
)


def average_probabilities(logits):
    exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (exponentials / exponentials.sum(axis=1, keepdims=True)).mean(axis=0)
