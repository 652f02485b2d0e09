"""1 - tanh(z)."""

import numpy as np

FAILS = ["input_output_jacobian", "jacobian_singular_values"]
HINT = (
    "The derivative of tanh lacks its square: it is 1 - tanh(z)^2. Check yourself at a negative "
    "z: tanh rises less steeply there than at 0, so the factor can't be larger than 1."
)


def input_output_jacobian(weights, x):
    jacobian = weights[0].T
    z = x @ weights[0]
    for weight in weights[1:]:
        a = np.tanh(z)
        jacobian = weight.T @ ((1 - a)[:, None] * jacobian)
        z = a @ weight
    return jacobian
