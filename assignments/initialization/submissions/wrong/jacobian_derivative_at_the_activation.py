"""1 - tanh(a)^2 with a = tanh(z): tanh is applied twice."""

import numpy as np

FAILS = ["input_output_jacobian", "jacobian_singular_values"]
HINT = (
    "You take the derivative at a = tanh(z), and so apply tanh twice. In terms of z it is 1 - "
    "tanh(z)^2; in terms of a, where tanh has been applied already, it is 1 - a^2."
)


def input_output_jacobian(weights, x):
    jacobian = weights[0].T
    z = x @ weights[0]
    for weight in weights[1:]:
        a = np.tanh(z)
        jacobian = weight.T @ ((1 - np.tanh(a) ** 2)[:, None] * jacobian)
        z = a @ weight
    return jacobian
