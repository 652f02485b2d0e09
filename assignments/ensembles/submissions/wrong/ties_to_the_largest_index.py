"""Among tied classes, the largest index wins."""

import numpy as np

FAILS = ["majority_vote"]
HINT = (
    "Without ties your winners are right. With ties you return the largest class index of those "
    "with most votes; the smallest wins here. Look at which of several equal counts your search "
    "keeps: the first it meets, or the last."
)


def majority_vote(logits):
    votes = logits.argmax(axis=-1)
    counts = np.stack([(votes == c).sum(axis=0) for c in range(logits.shape[-1])], axis=1)
    return logits.shape[-1] - 1 - counts[:, ::-1].argmax(axis=1)
