"""A vote counts as much as its voter is sure."""

import numpy as np

FAILS = ["majority_vote"]
HINT = (
    "You add up probabilities of the members' favourites, so a sure voter outweighs several "
    "unsure ones. In a majority vote every member has exactly one vote, whatever its logits look "
    "like apart from their order."
)


def majority_vote(logits):
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    probabilities = exponentials / exponentials.sum(axis=-1, keepdims=True)
    favourites = probabilities == probabilities.max(axis=-1, keepdims=True)
    return (probabilities * favourites).sum(axis=0).argmax(axis=-1)
