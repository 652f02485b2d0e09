"""Every class with a positive logit gets a vote."""

FAILS = ["majority_vote"]
HINT = (
    "You give a vote to every class whose logit is above 0. A member has one vote for each "
    "sample, for its largest logit: the level of the logits means nothing, and all of them may "
    "well be negative or positive."
)


def majority_vote(logits):
    return (logits > 0).sum(axis=0).argmax(axis=-1)
