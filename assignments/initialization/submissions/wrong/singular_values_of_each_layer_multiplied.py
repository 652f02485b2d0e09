"""The products of the layers' own singular values."""

import numpy as np

FAILS = ["jacobian_singular_values"]
HINT = (
    "You multiply the singular values of the layers. The largest stretch of a product is smaller "
    "than that: the direction which one layer stretches most is hardly ever the one that the next"
    " stretches most. And the tanh between them counts. Build J first."
)


def jacobian_singular_values(weights, x):
    count = min(len(x), weights[-1].shape[1])
    values = np.ones(count, x.dtype)
    for weight in weights:
        own = np.linalg.svd(weight, compute_uv=False)[:count]
        values[: len(own)] *= own
    return values
