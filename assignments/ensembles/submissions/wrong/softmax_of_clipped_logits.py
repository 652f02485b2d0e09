"""Clips the logits instead of shifting them."""

import numpy as np

FAILS = ["average_probabilities"]
HINT = (
    "Clipping keeps exp finite, but it changes the answer: logits of 1000 and 1003 become equal, "
    "though one class is twenty times as likely as the other. Only differences within a row "
    "count; shift the row, which changes no difference."
)


def average_probabilities(logits):
    exponentials = np.exp(np.clip(logits, -80, 80))
    return (exponentials / exponentials.sum(axis=-1, keepdims=True)).mean(axis=0)
