"""The ensemble's accuracy from the mean of the logits."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "Your ensemble answers by the largest mean logit, so one member with enormous logits can "
    "overrule all others. Here it answers by the largest mean probability, and no probability "
    "exceeds 1."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=-1)
    ensemble_accuracy = float((logits.mean(axis=0).argmax(axis=-1) == labels).mean())
    variance_removed = float(((members - mean) ** 2).sum(axis=-1).mean())
    return member_accuracies, ensemble_accuracy, variance_removed
