"""Winners in an array of floats."""

import numpy as np

FAILS = ["majority_vote"]
HINT = (
    "Your winners are right, but they are floats: np.zeros makes a float array unless it is told "
    "otherwise. A class index is used to index, and 3.0 can't; return int64."
)


def majority_vote(logits):
    winners = np.zeros(logits.shape[1])
    for n, votes in enumerate(logits.argmax(axis=-1).T):
        winners[n] = np.bincount(votes).argmax()
    return winners
