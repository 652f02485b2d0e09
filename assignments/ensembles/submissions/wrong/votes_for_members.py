"""argmax over the members' axis."""

import numpy as np

FAILS = ["majority_vote"]
HINT = (
    "Your argmax goes over the first axis, so it tells which member has the largest logit, not "
    "which class a member prefers. In (M, N, C) the classes lie along the last axis."
)


def majority_vote(logits):
    favourites = logits.argmax(axis=0)
    return np.array([np.bincount(row).argmax() for row in favourites])
