"""One winner for each member."""

import numpy as np

FAILS = ["majority_vote"]
HINT = (
    "You count the votes of each member over the samples, and return its favourite class. The "
    "ensemble answers for each sample: count over the members, and return a result of shape (N,)."
)


def majority_vote(logits):
    votes = logits.argmax(axis=-1)
    return np.array([np.bincount(row).argmax() for row in votes])
