"""A sample counts as right if any member is right."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "You count a sample as right if any member is right. Nobody knows which member that is "
    "without the label. Compare one answer of the ensemble, the class of the largest average "
    "probability, with the label."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=-1)
    ensemble_accuracy = float((members.argmax(axis=-1) == labels).any(axis=0).mean())
    variance_removed = float(((members - mean) ** 2).sum(axis=-1).mean())
    return member_accuracies, ensemble_accuracy, variance_removed
