"""The variance is divided by M - 1."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "Your variance is too large by the factor M / (M - 1): it is the unbiased one. Here no "
    "variance of a larger population is estimated; it is the mean over just these M members that "
    "makes the equation with the two errors exact."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=-1)
    ensemble_accuracy = float((mean.argmax(axis=-1) == labels).mean())
    variance_removed = float(((members - mean) ** 2).sum() / max(len(members) - 1, 1) / len(labels))
    return member_accuracies, ensemble_accuracy, variance_removed
