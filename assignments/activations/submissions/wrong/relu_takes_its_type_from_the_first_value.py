"""np.vectorize guesses the type from the first value: a first 0 makes every output an integer."""

import numpy as np

FAILS = ["relu_forward", "relu_backward"]  # the backward pass needs the cache
HINT = (
    "Whether your output is right depends on its very first value. When that one is negative your "
    "function answers with the integer 0, NumPy takes it as a sign that all results are integers, "
    "and cuts off every decimal. An operation that takes the whole array keeps its type, works on "
    "an empty batch too, and is much faster."
)


def relu_forward(x):
    out = np.vectorize(lambda value: value if value > 0 else 0)(x)
    return out, x
