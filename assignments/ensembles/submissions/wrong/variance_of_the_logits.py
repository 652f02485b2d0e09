"""The variance between the members' logits."""

import numpy as np

FAILS = ["compare_with_members"]
HINT = (
    "You measure how the members' logits differ. Adding a number to all logits of one member "
    "changes none of its predictions, but your variance. What is averaged is probabilities; take "
    "their variance."
)


def compare_with_members(logits, labels):
    members = np.stack([average_probabilities(member[None]) for member in logits])
    mean = average_probabilities(logits)
    member_accuracies = (members.argmax(axis=-1) == labels).mean(axis=-1)
    ensemble_accuracy = float((mean.argmax(axis=-1) == labels).mean())
    variance_removed = float(logits.var(axis=0).sum(axis=-1).mean())
    return member_accuracies, ensemble_accuracy, variance_removed
