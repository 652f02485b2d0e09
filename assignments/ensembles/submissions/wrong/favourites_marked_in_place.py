"""Writes over the caller's logits."""

FAILS = ["majority_vote"]
HINT = (
    "Your winners are right, but the caller's logits are changed afterwards: you subtract the "
    "maximum from the array that you were given. Work on an array of your own."
)


def majority_vote(logits):
    logits -= logits.max(axis=-1, keepdims=True)
    return (logits == 0).sum(axis=0).argmax(axis=-1)
