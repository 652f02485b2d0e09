"""The geometric mean of the probabilities."""

import numpy as np

FAILS = ["average_probabilities", "compare_with_members"]
HINT = (
    "You take the M-th root of the product: the geometric mean, in which one member that calls a "
    "class impossible has a veto. Its rows don't sum to 1 either. The ensemble of this question "
    "takes the arithmetic mean."
)


def average_probabilities(logits):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    probabilities = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
    return probabilities.prod(axis=0) ** (1 / len(logits))
