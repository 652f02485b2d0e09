"""All axes of length 1 are taken away."""

import numpy as np

FAILS = ["softmax"]
HINT = (
    "For a single sample your result has lost an axis: np.squeeze takes away every axis of length "
    "1, and N is 1 there. What comes out has the shape of what goes in, (N, C), whatever N and C "
    "are."
)


def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.squeeze(exponentials / exponentials.sum(axis=1, keepdims=True))
