"""exp(x) - 1 without the factor alpha."""

import numpy as np

FAILS = ["elu_forward"]
HINT = (
    "Your negative side always levels off at -1, so the factor alpha is missing. ELU is alpha * "
    "(exp(x) - 1) there, and far to the left it approaches -alpha. With alpha = 1 you would never "
    "notice: always try another value too."
)


def elu_forward(x, alpha):
    return np.where(x > 0, x, np.expm1(np.minimum(x, 0))), (x, alpha)
