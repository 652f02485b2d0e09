"""The ensemble's accuracy by majority vote."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "Your ensemble answers by majority vote. Here it answers by the largest average probability: "
    "where one member is sure and the others hesitate, these two differ."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=-1)
    ensemble_accuracy = float((majority_vote(logits) == labels).mean())
    variance_removed = float(((members - mean) ** 2).sum(axis=-1).mean())
    return member_accuracies, ensemble_accuracy, variance_removed
