"""The share of members that are right, for each sample."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "Your accuracies have one entry for each sample: the share of the members that get it right. "
    "Asked for is one entry for each member, the share of samples that it gets right; average "
    "over the other axis."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=0)
    ensemble_accuracy = float((mean.argmax(axis=-1) == labels).mean())
    variance_removed = float(((members - mean) ** 2).sum(axis=-1).mean())
    return member_accuracies, ensemble_accuracy, variance_removed
