"""The mean over the classes instead of their sum."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "Your variance is too small by the factor C: you average over the classes, too. The squared "
    "error of a sample is a sum over its classes, so the variance taken off it is a sum as well."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=-1)
    ensemble_accuracy = float((mean.argmax(axis=-1) == labels).mean())
    variance_removed = float(((members - mean) ** 2).mean())
    return member_accuracies, ensemble_accuracy, variance_removed
