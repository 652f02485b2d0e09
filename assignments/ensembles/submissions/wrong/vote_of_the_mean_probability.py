"""The class of the largest mean probability."""

FAILS = ["majority_vote"]
HINT = (
    "You return the class of the largest average probability. That is the other way of asking an "
    "ensemble, and where a minority is very sure, it gives another answer. Let every member "
    "choose its class first; then count."
)


def majority_vote(logits):
    return average_probabilities(logits).argmax(axis=-1)
