"""Answers in float64 whatever comes in."""

import numpy as np

FAILS = ["average_probabilities"]
HINT = (
    "Your values are right, but float32 logits come back as float64. A layer that widens its "
    "inputs doubles the memory of all that follows. Make new arrays in the dtype of logits."
)


def average_probabilities(logits):
    logits = np.asarray(logits, dtype=np.float64)
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return (exponentials / exponentials.sum(axis=-1, keepdims=True)).mean(axis=0)
