"""The sizes of the eigenvalues of J."""

import numpy as np

FAILS = ["jacobian_singular_values"]
HINT = (
    "You take the eigenvalues of J. They exist for square matrices only, and even there they "
    "don't tell by how much lengths change: a shear stretches although its eigenvalues are 1. The"
    " singular values are the roots of the eigenvalues of J^T J."
)


def jacobian_singular_values(weights, x):
    return np.sort(abs(np.linalg.eigvals(input_output_jacobian(weights, x))))[::-1]
