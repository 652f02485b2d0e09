"""The product of the weights alone."""

FAILS = ["input_output_jacobian", "jacobian_singular_values"]
HINT = (
    "You multiply the weights alone: that is the Jacobian of a linear network. Each tanh between "
    "two layers is a factor too, a diagonal matrix with tanh'(z) of its layer, and never larger "
    "than 1. Only at x = 0 are these all 1."
)


def input_output_jacobian(weights, x):
    jacobian = weights[0].T
    for weight in weights[1:]:
        jacobian = weight.T @ jacobian
    return jacobian
