"""1 - z^2, as if z were the activation already."""

import numpy as np

FAILS = ["input_output_jacobian", "jacobian_singular_values"]
HINT = (
    "You take 1 - z^2 with the z that goes into tanh. The short form 1 - a^2 is for what comes "
    "out of it, a = tanh(z). For a large z your factor is negative, though tanh never falls."
)


def input_output_jacobian(weights, x):
    jacobian = weights[0].T
    z = x @ weights[0]
    for weight in weights[1:]:
        jacobian = weight.T @ ((1 - z**2)[:, None] * jacobian)
        z = np.tanh(z) @ weight
    return jacobian
