"""A running mean over the members in arrays of its own; np.bincount; Brier scores subtracted."""

import numpy as np


def average_probabilities(logits):
    average = np.zeros(logits.shape[1:], logits.dtype)
    for count, row in enumerate(logits, start=1):
        member = row.copy()
        member -= member.max(axis=1)[:, None]
        np.exp(member, out=member)
        member /= member.sum(axis=1)[:, None]
        average += (member - average) / count
    return average


def majority_vote(logits):
    votes = np.argmax(logits, axis=-1)
    return np.array([np.bincount(column).argmax() for column in votes.T])


def compare_with_members(logits, labels):
    right = np.eye(logits.shape[-1])[labels]

    def brier(probabilities):
        return np.square(probabilities - right).sum(axis=-1).mean()

    members = [average_probabilities(member[np.newaxis]) for member in logits]
    mean = sum(members) / len(members)
    accuracies = np.array([np.mean(member.argmax(axis=1) == labels) for member in members])
    gain = np.mean([brier(member) for member in members]) - brier(mean)
    return accuracies, np.mean(mean.argmax(axis=1) == labels), gain
