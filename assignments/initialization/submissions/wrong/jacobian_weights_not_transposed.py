"""W itself in place of its transpose, where it fits."""

import numpy as np

FAILS = ["input_output_jacobian", "jacobian_singular_values"]
HINT = (
    "A layer here is z = a @ W, so dz_i / da_j is W[j, i]: the Jacobian of a layer is the "
    "transpose of its weights. In your product they are not transposed; with square layers nobody"
    " complains, with others the shapes don't fit."
)


def input_output_jacobian(weights, x):
    jacobian, z = weights[0], x @ weights[0]
    for weight in weights[1:]:
        a = np.tanh(z)
        jacobian = weight @ ((1 - a**2)[:, None] * jacobian)
        z = a @ weight
    return jacobian
