"""The Jacobian from the last layer down to the first, with np.diag; roots of eigenvalues."""

import numpy as np


def input_output_jacobian(weights, x):
    activations = [x]
    for weight in weights[:-1]:
        activations.append(np.tanh(activations[-1] @ weight))
    jacobian = np.eye(weights[-1].shape[1], dtype=x.dtype)
    for layer in reversed(range(len(weights))):
        jacobian = jacobian @ weights[layer].T
        if layer > 0:
            jacobian = jacobian @ np.diag(1 - activations[layer] ** 2)
    return jacobian


def jacobian_singular_values(weights, x):
    jacobian = input_output_jacobian(weights, x)
    if jacobian.shape[0] > jacobian.shape[1]:
        jacobian = jacobian.T
    gram = jacobian @ jacobian.T
    return np.sqrt(np.linalg.eigvalsh(gram))[::-1]
