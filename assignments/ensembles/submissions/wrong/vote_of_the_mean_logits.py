"""The class of the largest mean logit."""

FAILS = ["majority_vote"]
HINT = (
    "You return the class of the largest mean logit, where whoever has the largest logits "
    "decides. Each member has one vote: choose a class for each member and sample first, then "
    "count votes."
)


def majority_vote(logits):
    return logits.mean(axis=0).argmax(axis=-1)
