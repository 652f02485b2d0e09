"""The variance divided by M: that of a mean of independent members."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "You divide the variance by M, once too often. That is the variance which a mean of "
    "independent members would keep; asked for is the part that these members' errors have and "
    "the ensemble's has not, as in the docstring's formula."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=-1)
    ensemble_accuracy = float((mean.argmax(axis=-1) == labels).mean())
    variance_removed = float(((members - mean) ** 2).sum(axis=-1).mean() / len(members))
    return member_accuracies, ensemble_accuracy, variance_removed
