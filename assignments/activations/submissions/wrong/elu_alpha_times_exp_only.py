"""alpha * exp(x) - 1: the factor reaches only the exponential."""

import numpy as np

FAILS = ["elu_forward"]
HINT = (
    "On the negative side the factor alpha belongs to the whole bracket (exp(x) - 1), not to the "
    "exponential alone. Try x just below 0: ELU has to come close to 0 there so that the two "
    "pieces meet, while yours jumps by alpha - 1."
)


def elu_forward(x, alpha):
    return np.where(x > 0, x, alpha * np.exp(np.minimum(x, 0)) - 1), (x, alpha)
