"""The variance goes over the samples."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "Your variance measures how predictions differ from sample to sample, which averaging over "
    "members does not touch. Asked for is how the members differ on the same sample: the "
    "deviation is from the mean over the first axis."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=-1)
    ensemble_accuracy = float((mean.argmax(axis=-1) == labels).mean())
    variance_removed = float(members.var(axis=1).sum(axis=-1).mean())
    return member_accuracies, ensemble_accuracy, variance_removed
