"""In rising order."""

import numpy as np

FAILS = ["jacobian_singular_values"]
HINT = (
    "You have the right numbers, but in rising order. By convention, and as the docstring says, "
    "the largest of them comes first."
)


def jacobian_singular_values(weights, x):
    return np.sort(np.linalg.svd(input_output_jacobian(weights, x), compute_uv=False))
