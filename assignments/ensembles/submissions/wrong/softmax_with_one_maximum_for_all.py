"""Subtracts the largest logit of the whole array."""

import numpy as np

FAILS = ["average_probabilities"]
HINT = (
    "You subtract one maximum from everything. Nothing overflows any more, but rows that lie far "
    "below that maximum vanish: all their exponentials are 0, and 0 / 0 is not a number. Each "
    "member's row for each sample has a maximum of its own."
)


def average_probabilities(logits):
    exponentials = np.exp(logits - logits.max())
    with np.errstate(invalid="ignore"):
        return (exponentials / exponentials.sum(axis=-1, keepdims=True)).mean(axis=0)
