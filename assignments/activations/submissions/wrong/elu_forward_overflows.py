"""Both pieces are computed everywhere and multiplied by masks: inf * 0 is NaN."""

import numpy as np

FAILS = ["elu_forward"]
HINT = (
    "For large positive x your output is NaN. You compute the exponential piece everywhere and "
    "multiply it by 0 where it isn't wanted; but exp(800) is infinite, and infinity times 0 is "
    "not a number. Choose between the pieces without multiplying, or see to it that the "
    "exponential never meets a positive value."
)


def elu_forward(x, alpha):
    out = x * (x > 0) + alpha * (np.exp(x) - 1) * (x <= 0)
    return out, (x, alpha)
