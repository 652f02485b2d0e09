"""Ties are broken by the mean probability."""

import numpy as np

FAILS = ["majority_vote"]
HINT = (
    "Without ties your winners are right. You let the mean probability decide between tied "
    "classes, which is a sensible rule, but another one: here a vote counts the same however sure "
    "the voter is, and the smallest class index wins a tie."
)


def majority_vote(logits):
    votes = logits.argmax(axis=-1)
    counts = np.stack([(votes == c).sum(axis=0) for c in range(logits.shape[-1])], axis=1)
    return (counts + 0.5 * average_probabilities(logits)).argmax(axis=1)
