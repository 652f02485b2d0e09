"""The largest singular value alone."""

import numpy as np

FAILS = ["jacobian_singular_values"]
HINT = (
    "You return the largest singular value, the norm of J. The smallest ones are of as much "
    "interest: they tell in which directions signals and gradients die. Return all of them."
)


def jacobian_singular_values(weights, x):
    return np.linalg.svd(input_output_jacobian(weights, x), compute_uv=False)[:1]
