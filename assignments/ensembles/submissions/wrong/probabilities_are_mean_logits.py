"""The mean logits, without any softmax."""

FAILS = ["average_probabilities", "compare_with_members"]
HINT = (
    "What you return can be negative, and its rows don't sum to 1: it is the average of the "
    "logits. Logits are scores before the softmax; turn each member's scores for a sample into "
    "probabilities, then average those."
)


def average_probabilities(logits):
    return logits.mean(axis=0)
