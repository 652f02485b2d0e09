"""The ensemble's accuracy as the mean of its members'."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "You average the members' accuracies and call that the ensemble's. It is what you get by "
    "asking one member at random. The ensemble gives an answer of its own, from the average "
    "probabilities, and can be right where most members are wrong."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=-1)
    ensemble_accuracy = float(member_accuracies.mean())
    variance_removed = float(((members - mean) ** 2).sum(axis=-1).mean())
    return member_accuracies, ensemble_accuracy, variance_removed
