"""The variance goes over the classes."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "Your variance measures how unequal the classes are within one prediction: how sure a member "
    "is. Asked for is how the members differ about the same class of the same sample: the "
    "deviation is from the mean over the first axis."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=-1)
    ensemble_accuracy = float((mean.argmax(axis=-1) == labels).mean())
    variance_removed = float(members.var(axis=-1).sum(axis=0).mean())
    return member_accuracies, ensemble_accuracy, variance_removed
