"""Forward differences with a step of 1e-4."""

import numpy as np

FAILS = ["input_output_jacobian", "jacobian_singular_values"]
HINT = (
    "You compare y at x and at a point nearby. That is a fine way of testing a Jacobian, but its "
    "error is about as large as the step, far above what is allowed here. The chain rule gives J "
    "exactly, and costs less."
)


def network_output(weights, x):
    for weight in weights[:-1]:
        x = np.tanh(x @ weight)
    return x @ weights[-1]


def input_output_jacobian(weights, x):
    columns = []
    for step in 1e-4 * np.eye(len(x), dtype=x.dtype):
        change = network_output(weights, x + step) - network_output(weights, x)
        columns.append(change / np.float32(1e-4).astype(x.dtype))
    return np.stack(columns, axis=1)
