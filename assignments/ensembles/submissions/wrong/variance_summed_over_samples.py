"""The sum over the samples instead of their mean."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "Your variance grows with the size of the test set: you sum over the samples. Sum over the "
    "classes, but average over samples and members."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=-1)
    ensemble_accuracy = float((mean.argmax(axis=-1) == labels).mean())
    variance_removed = float(((members - mean) ** 2).sum() / len(members))
    return member_accuracies, ensemble_accuracy, variance_removed
