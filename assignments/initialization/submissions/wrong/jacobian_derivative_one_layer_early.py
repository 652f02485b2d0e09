"""The derivative of each layer is taken at its input."""

import numpy as np

FAILS = ["input_output_jacobian", "jacobian_singular_values"]
HINT = (
    "Your diagonal factors belong to the wrong place: you take the derivative at what *enters* "
    "each layer, for the first one at x itself. tanh acts on z_l, behind the weights W_l, so its "
    "factor is taken there, and has as many entries as the layer has outputs."
)


def input_output_jacobian(weights, x):
    jacobian, a = np.eye(len(x), dtype=x.dtype), x
    for weight in weights[:-1]:
        jacobian = weight.T @ ((1 - a**2)[:, None] * jacobian)
        a = np.tanh(a @ weight)
    return weights[-1].T @ jacobian
