"""Log-softmax first, exponentials last; votes as rows of an identity matrix; np.var."""

import numpy as np


def log_softmax(logits):
    shifted = logits - np.amax(logits, axis=2, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=2, keepdims=True))


def average_probabilities(logits):
    return np.mean(np.exp(log_softmax(logits)), axis=0)


def majority_vote(logits):
    one_hot = np.eye(logits.shape[2], dtype=int)[np.argmax(logits, axis=2)]
    return np.argmax(one_hot.sum(axis=0), axis=1)


def compare_with_members(logits, labels):
    probabilities = np.exp(log_softmax(logits))
    member_accuracies = np.mean(np.argmax(logits, axis=2) == labels[None, :], axis=1)
    ensemble_accuracy = np.mean(np.argmax(probabilities.mean(axis=0), axis=1) == labels)
    variance_removed = np.var(probabilities, axis=0).sum(axis=1).mean()
    return member_accuracies, ensemble_accuracy, variance_removed
