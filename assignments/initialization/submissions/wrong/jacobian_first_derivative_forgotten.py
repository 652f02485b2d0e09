"""The tanh after the first layer is left out of the product."""

import numpy as np

FAILS = ["input_output_jacobian", "jacobian_singular_values"]
HINT = (
    "One diagonal factor is missing: that of the tanh after the first layer. With two layers it "
    "is the only one. Every layer but the last has a tanh, and so a factor for it."
)


def input_output_jacobian(weights, x):
    jacobian = weights[0].T
    z = x @ weights[0]
    for weight in weights[1:]:
        a = np.tanh(z)
        if weight is not weights[1]:
            jacobian = (1 - a**2)[:, None] * jacobian
        jacobian = weight.T @ jacobian
        z = a @ weight
    return jacobian
