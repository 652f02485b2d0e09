"""The softmax of the mean logits."""

import numpy as np

FAILS = ["average_probabilities", "compare_with_members"]
HINT = (
    "You average the logits, and take one softmax of the mean. A member with very large logits "
    "then overrules all others, which is the geometric mean of their probabilities. Each member "
    "gets a softmax of its own first; what is averaged is probabilities."
)


def average_probabilities(logits):
    mean = logits.mean(axis=0)
    exponentials = np.exp(mean - mean.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
