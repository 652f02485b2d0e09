"""alpha * exp(x) is computed everywhere and multiplied by a mask: inf * 0 is NaN."""

import numpy as np

FAILS = ["elu_backward"]
HINT = (
    "For large positive x your gradient is NaN. exp(800) is infinite, and multiplying infinity by "
    "the 0 of a mask gives not 0 but NaN. Choose between the two derivatives without multiplying "
    "by a mask, or keep positive values away from the exponential."
)


def elu_backward(dout, cache):
    x, alpha = cache
    return dout * ((x > 0) + alpha * np.exp(x) * (x < 0))
