"""Counts votes for the classes 0 to 9 only."""

import numpy as np

FAILS = ["majority_vote"]
HINT = (
    "You count votes for ten classes. It works on digits, but the number of classes is the last "
    "size of logits; votes for the eleventh and further classes are lost."
)


def majority_vote(logits):
    votes = logits.argmax(axis=-1)
    return np.stack([(votes == c).sum(axis=0) for c in range(10)]).argmax(axis=0)
