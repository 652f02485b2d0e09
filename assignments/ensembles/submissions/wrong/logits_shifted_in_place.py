"""Subtracts the maximum from the caller's own array."""

import numpy as np

FAILS = ["average_probabilities"]
HINT = (
    "Your probabilities are right, but the caller's logits are changed afterwards: -= writes into "
    "the array that you were given. Compute the shifted logits into an array of your own."
)


def average_probabilities(logits):
    logits -= logits.max(axis=-1, keepdims=True)
    exponentials = np.exp(logits)
    return (exponentials / exponentials.sum(axis=-1, keepdims=True)).mean(axis=0)
