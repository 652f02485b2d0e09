"""The sum over the members instead of their mean."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "Your variance is too large by the factor M: you sum over the members. A variance is a mean "
    "of squares; average over members and samples, and sum over the classes only."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=-1)
    ensemble_accuracy = float((mean.argmax(axis=-1) == labels).mean())
    variance_removed = float(((members - mean) ** 2).sum(axis=(0, 2)).mean())
    return member_accuracies, ensemble_accuracy, variance_removed
