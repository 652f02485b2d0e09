"""exp(x) as the derivative of the negative side, without alpha."""

import numpy as np

FAILS = ["elu_backward"]
HINT = (
    "On the negative side the factor alpha is missing from your gradient. The derivative of alpha "
    "* (exp(x) - 1) is alpha * exp(x): a constant factor stays. With alpha = 1 both agree, so "
    "check your work with another value."
)


def elu_backward(dout, cache):
    x, _ = cache
    return np.where(x > 0, dout, dout * np.exp(np.minimum(x, 0)))
