"""dout is multiplied by y, the value of the negative side, in place of its derivative."""

import numpy as np

FAILS = ["elu_backward"]
HINT = (
    "On the negative side you multiply dout by alpha * (exp(x) - 1), the function's value. The "
    "chain rule needs its derivative: when you differentiate, the constant -1 inside the bracket "
    "drops out. The derivative is positive there, since ELU rises everywhere."
)


def elu_backward(dout, cache):
    x, alpha = cache
    return np.where(x > 0, dout, dout * alpha * np.expm1(np.minimum(x, 0)))
