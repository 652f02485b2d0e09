"""Numbers of right answers instead of shares."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "You count right answers. An accuracy is a share, between 0 and 1: divide by the number of "
    "samples, so that results on test sets of different sizes can be compared."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).sum(axis=-1).astype(float)
    ensemble_accuracy = float((mean.argmax(axis=-1) == labels).sum())
    variance_removed = float(((members - mean) ** 2).sum(axis=-1).mean())
    return member_accuracies, ensemble_accuracy, variance_removed
