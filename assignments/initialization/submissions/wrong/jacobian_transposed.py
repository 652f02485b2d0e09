"""dx runs down the rows: shape (D_0, D_L)."""

import numpy as np

FAILS = ["input_output_jacobian"]
HINT = (
    "Your Jacobian is transposed: it has a row for each input. By convention J[i, j] is dy_i / "
    "dx_j, a row for each output. Because a layer here is a @ W, the product of the factors in "
    "the order of the layers comes out the other way round."
)


def input_output_jacobian(weights, x):
    jacobian, a = np.eye(len(x), dtype=x.dtype), x
    for weight in weights[:-1]:
        a = np.tanh(a @ weight)
        jacobian = jacobian @ weight * (1 - a**2)
    return jacobian @ weights[-1]
