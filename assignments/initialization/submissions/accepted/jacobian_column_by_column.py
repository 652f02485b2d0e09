"""A unit step in each input is pushed through the network; tanh' as 1 / cosh^2; U and V unused."""

import numpy as np


def input_output_jacobian(weights, x):
    columns = []
    for j in range(len(x)):
        a, step = x, np.zeros_like(x)
        step[j] = 1
        for number, weight in enumerate(weights, start=1):
            z, step = weight.T.dot(a), weight.T.dot(step)
            if number < len(weights):
                a, step = np.tanh(z), step / np.cosh(z) ** 2
        columns.append(step)
    return np.column_stack(columns)


def jacobian_singular_values(weights, x):
    _, singular_values, _ = np.linalg.svd(input_output_jacobian(weights, x), full_matrices=False)
    return singular_values
