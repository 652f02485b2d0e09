"""The standard deviation, summed."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "You add up standard deviations. Only variances fit into the equation of the errors: those "
    "are mean squares, so the deviations must be squared and no root taken."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=-1)
    ensemble_accuracy = float((mean.argmax(axis=-1) == labels).mean())
    variance_removed = float(members.std(axis=0).sum(axis=-1).mean())
    return member_accuracies, ensemble_accuracy, variance_removed
