"""The product starts from a float64 identity."""

import numpy as np

FAILS = ["input_output_jacobian", "jacobian_singular_values"]
HINT = (
    "Your values are right, but for float32 weights the Jacobian is float64. An identity, or "
    "zeros, made by NumPy is float64 unless it is told otherwise, and takes the whole product "
    "with it. Give it the dtype of x."
)


def input_output_jacobian(weights, x):
    jacobian, a = np.eye(len(x)), x
    for weight in weights[:-1]:
        a = np.tanh(a @ weight)
        jacobian = (1 - a**2)[:, None] * (weight.T @ jacobian)
    return weights[-1].T @ jacobian
