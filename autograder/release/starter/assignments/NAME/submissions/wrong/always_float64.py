"""An array of zeros is float64, whatever is written into it."""

import numpy as np

FAILS = ["softmax"]
HINT = (
    "For float32 scores your probabilities are float64. A new array is float64 unless you say "
    "otherwise, and it stays so when float32 is written into it. Let the result take its dtype "
    "from the scores."
)


def softmax(scores):
    probabilities = np.zeros(scores.shape)
    for i, row in enumerate(scores):
        probabilities[i] = np.exp(row - row.max())
        probabilities[i] /= probabilities[i].sum()
    return probabilities
