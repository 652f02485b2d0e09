"""A class needs more than half of the votes, else class 0 is returned."""

import numpy as np

FAILS = ["majority_vote"]
HINT = (
    "You accept a winner only if more than half of the members voted for it. Here the most votes "
    "are enough, as in 3 against 2, 1 and 1 of seven. Compare the counts with each other, not "
    "with half of the members."
)


def majority_vote(logits):
    votes = logits.argmax(axis=-1)
    counts = np.stack([(votes == c).sum(axis=0) for c in range(logits.shape[-1])], axis=1)
    return np.where(counts.max(axis=1) > len(votes) / 2, counts.argmax(axis=1), 0)
