"""exp of the logits as they are."""

import numpy as np

FAILS = ["average_probabilities"]
HINT = (
    "Your formula is right, but exp(1000) is infinite in every float, and exp(-1000) is 0, so "
    "large logits end in inf / inf or 0 / 0. A softmax stays the same if one number is added to "
    "all logits of a row: choose it so that the largest exponent is 0."
)


def average_probabilities(logits):
    with np.errstate(over="ignore", invalid="ignore"):
        exponentials = np.exp(logits)
        return (exponentials / exponentials.sum(axis=-1, keepdims=True)).mean(axis=0)
