"""Plain Python loops: one member, one sample and one class at a time."""

import math

import numpy as np


def average_probabilities(logits):
    members, samples, classes = logits.shape
    average = np.zeros((samples, classes), dtype=logits.dtype)
    for n in range(samples):
        for m in range(members):
            largest = max(logits[m, n])
            exponentials = [math.exp(float(value) - float(largest)) for value in logits[m, n]]
            for c in range(classes):
                average[n, c] += exponentials[c] / sum(exponentials) / members
    return average


def majority_vote(logits):
    members, samples, classes = logits.shape
    winners = []
    for n in range(samples):
        votes = [int(np.argmax(logits[m, n])) for m in range(members)]
        best = 0
        for c in range(classes):
            if votes.count(c) > votes.count(best):
                best = c
        winners.append(best)
    return np.array(winners)


def compare_with_members(logits, labels):
    members, samples, classes = logits.shape
    probabilities = np.zeros(logits.shape)
    for m in range(members):
        for n in range(samples):
            exponentials = np.exp(logits[m, n] - logits[m, n].max())
            probabilities[m, n] = exponentials / exponentials.sum()
    mean = sum(probabilities) / members
    accuracies = []
    for m in range(members):
        right = sum(1 for n in range(samples) if probabilities[m, n].argmax() == labels[n])
        accuracies.append(right / samples)
    ensemble = sum(1 for n in range(samples) if mean[n].argmax() == labels[n]) / samples
    variance = 0.0
    for m in range(members):
        for n in range(samples):
            for c in range(classes):
                variance += (probabilities[m, n, c] - mean[n, c]) ** 2
    return np.array(accuracies), ensemble, variance / members / samples
