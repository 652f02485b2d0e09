"""A loop over rows and columns, which only a matrix has."""

import numpy as np

FAILS = ["relu_forward", "relu_backward"]  # the backward pass needs the cache
HINT = (
    "On matrices you are right. But an activation acts on every element by itself and doesn't "
    "care how many axes there are: the biases of a layer have one, a batch of images has four. "
    "Look for an operation on the whole array instead of a loop over rows and columns."
)


def relu_forward(x):
    n_samples, n_units = x.shape
    out = np.zeros_like(x)
    for i in range(n_samples):
        for j in range(n_units):
            out[i, j] = max(x[i, j], 0)
    return out, x
