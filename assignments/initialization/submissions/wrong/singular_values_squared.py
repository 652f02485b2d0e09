"""The eigenvalues of J J^T or J^T J, without the root."""

import numpy as np

FAILS = ["jacobian_singular_values"]
HINT = (
    "What you return are the squares: J^T J stretches by each factor twice, once on the way there"
    " and once on the way back. A singular value is the root of its eigenvalue."
)


def jacobian_singular_values(weights, x):
    return np.linalg.svd(input_output_jacobian(weights, x), compute_uv=False) ** 2
