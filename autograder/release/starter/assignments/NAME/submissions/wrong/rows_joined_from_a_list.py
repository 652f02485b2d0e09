"""A list of rows: without a row, nothing tells how many classes there are."""

import numpy as np

FAILS = ["softmax"]
HINT = (
    "For a batch without samples your result has the shape (0,) instead of (0, C): a list without "
    "rows doesn't tell how long they would be. Begin with an array of the right shape, or let "
    "NumPy work on all rows at once."
)


def softmax(scores):
    rows = []
    for row in scores:
        exponentials = np.exp(row - row.max())
        rows.append(exponentials / exponentials.sum())
    return np.array(rows, dtype=scores.dtype)
