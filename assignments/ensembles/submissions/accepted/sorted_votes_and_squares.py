"""np.unique sorts the votes; E[p^2] - E[p]^2 as the variance; logits go through torch's softmax."""

import numpy as np
import torch


def average_probabilities(logits):
    return torch.softmax(torch.from_numpy(np.ascontiguousarray(logits)), dim=-1).mean(0).numpy()


def majority_vote(logits):
    winners = np.zeros(logits.shape[1], dtype=np.int64)
    for n, votes in enumerate(logits.argmax(axis=2).transpose()):
        classes, counts = np.unique(votes, return_counts=True)
        winners[n] = classes[np.argmax(counts)]
    return winners


def compare_with_members(logits, labels):
    probabilities = torch.softmax(torch.tensor(logits), dim=-1).numpy()
    mean = probabilities.mean(axis=0)
    member_accuracies = (logits.argmax(axis=-1) == labels).sum(axis=1) / len(labels)
    ensemble_accuracy = (mean.argmax(axis=-1) == labels).sum() / len(labels)
    squares = np.einsum("mnc,mnc->", probabilities, probabilities) / len(probabilities)
    variance_removed = (squares - np.einsum("nc,nc->", mean, mean)) / len(labels)
    return member_accuracies, ensemble_accuracy, variance_removed
