"""Subtracts the mean of a row, not its maximum."""

import numpy as np

FAILS = ["average_probabilities"]
HINT = (
    "Subtracting the mean of each row is allowed, but it does not keep exp finite: in a row that "
    "spreads over thousands, the largest logit is still far above the mean. Which shift makes "
    "sure that no exponent is above 0?"
)


def average_probabilities(logits):
    with np.errstate(over="ignore", invalid="ignore"):
        exponentials = np.exp(logits - logits.mean(axis=-1, keepdims=True))
        return (exponentials / exponentials.sum(axis=-1, keepdims=True)).mean(axis=0)
