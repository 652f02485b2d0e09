"""The factors are multiplied from the wrong side."""

import numpy as np

FAILS = ["input_output_jacobian", "jacobian_singular_values"]
HINT = (
    "You multiply the factors in the wrong order. A small step dx meets the first layer first, so"
    " in J dx its factor stands at the right end, next to dx, and the last layer's at the left. "
    "With square layers the shapes fit either way, but the numbers don't."
)


def input_output_jacobian(weights, x):
    jacobian = weights[0].T
    z = x @ weights[0]
    for weight in weights[1:]:
        a = np.tanh(z)
        jacobian = jacobian * (1 - a**2)[:, None] @ weight.T
        z = a @ weight
    return jacobian
