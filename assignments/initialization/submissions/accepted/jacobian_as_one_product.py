"""All factors in a list, multiplied by np.linalg.multi_dot, and transposed at the end."""

import numpy as np


def input_output_jacobian(weights, x):
    factors, a = [], x
    for weight in weights[:-1]:
        a = np.tanh(a @ weight)
        factors.append(weight * (1 - a * a))
    factors.append(weights[-1])
    product = factors[0] if len(factors) == 1 else np.linalg.multi_dot(factors)
    return product.T.copy()


def jacobian_singular_values(weights, x):
    values = np.linalg.svd(input_output_jacobian(weights, x).T, compute_uv=False)
    return np.sort(values)[::-1]
