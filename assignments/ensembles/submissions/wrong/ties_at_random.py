"""Ties are broken by chance."""

import numpy as np

FAILS = ["majority_vote"]
HINT = (
    "Without ties your winners are right. You break ties at random, so the same ensemble gives "
    "different answers on the same data, and nobody can repeat your result. The rule here is "
    "fixed: the smallest class index."
)


def majority_vote(logits):
    votes = logits.argmax(axis=-1)
    counts = np.stack([(votes == c).sum(axis=0) for c in range(logits.shape[-1])], axis=1)
    random = np.random.default_rng()
    return (counts + random.uniform(0, 0.5, counts.shape)).argmax(axis=1)
