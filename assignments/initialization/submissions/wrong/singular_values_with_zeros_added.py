"""One for each input, also where there are fewer outputs."""

import numpy as np

FAILS = ["jacobian_singular_values"]
HINT = (
    "You return one number for each input. J^T J has as many eigenvalues as there are inputs, but"
    " when there are fewer outputs the last of them are 0, whatever the weights: they say "
    "nothing. There are min(D_0, D_L) singular values."
)


def jacobian_singular_values(weights, x):
    jacobian = input_output_jacobian(weights, x)
    values = np.zeros(len(x), x.dtype)
    found = np.linalg.svd(jacobian, compute_uv=False)
    values[: len(found)] = found
    return values
