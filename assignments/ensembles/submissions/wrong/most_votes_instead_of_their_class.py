"""The number of votes, not the class that got them."""

import numpy as np

FAILS = ["majority_vote"]
HINT = (
    "You return how many votes the winner got. Asked for is which class it is: the place of the "
    "largest count, not its size."
)


def majority_vote(logits):
    votes = logits.argmax(axis=-1)
    counts = np.stack([(votes == c).sum(axis=0) for c in range(logits.shape[-1])], axis=1)
    return counts.max(axis=1)
