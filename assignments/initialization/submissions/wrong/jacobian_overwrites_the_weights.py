"""Multiplied in place: the first weights are changed through their transpose."""

import numpy as np

FAILS = ["input_output_jacobian"]
HINT = (
    "Your Jacobian is right, but the weights are changed afterwards. A transpose is a view: it "
    "shows the same numbers in another order, and multiplying it in place multiplies the weights "
    "themselves. Make a new array for the product."
)


def input_output_jacobian(weights, x):
    jacobian = weights[0].T
    z = x @ weights[0]
    for weight in weights[1:]:
        a = np.tanh(z)
        jacobian *= (1 - a**2)[:, None]
        jacobian = weight.T @ jacobian
        z = a @ weight
    return jacobian
