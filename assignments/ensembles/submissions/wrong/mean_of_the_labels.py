"""The rounded mean of the members' labels."""

import numpy as np

FAILS = ["majority_vote"]
HINT = (
    "You average the class indices and round. Class indices are names, not quantities: the mean "
    "of votes for the classes 1 and 9 is 5, for which nobody voted. Count how often each class "
    "was chosen."
)


def majority_vote(logits):
    return np.rint(logits.argmax(axis=-1).mean(axis=0)).astype(np.int64)
