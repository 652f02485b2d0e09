"""Among tied classes, the one wins that was voted for first."""

from collections import Counter

import numpy as np

FAILS = ["majority_vote"]
HINT = (
    "Without ties your winners are right. With ties, the class wins that an earlier member voted "
    "for: Counter.most_common keeps the order in which it met the classes. The result must not "
    "depend on the order of the members; the smallest class index wins."
)


def majority_vote(logits):
    votes = logits.argmax(axis=-1)
    return np.array([Counter(column.tolist()).most_common(1)[0][0] for column in votes.T])
