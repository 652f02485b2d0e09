"""The last layer is given a tanh as well."""

import numpy as np

FAILS = ["input_output_jacobian", "jacobian_singular_values"]
HINT = (
    "You put a tanh after the last layer too. The network of the docstring ends with a linear "
    "layer, y = z_L, so the last factor of the chain is a weight matrix. With one layer, J is its"
    " transpose and nothing else."
)


def input_output_jacobian(weights, x):
    jacobian, a = np.eye(len(x), dtype=x.dtype), x
    for weight in weights:
        a = np.tanh(a @ weight)
        jacobian = (1 - a**2)[:, None] * (weight.T @ jacobian)
    return jacobian
