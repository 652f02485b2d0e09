"""max(0, x) - slope * min(0, x): negative inputs give positive outputs."""

import numpy as np

FAILS = ["leaky_relu_forward"]
HINT = (
    "For negative x your output is positive. Leaky ReLU is max(0, x) + negative_slope * min(0, "
    "x), and min(0, x) already carries the minus sign. A straight line with positive slope "
    "through 0 lies below 0 on the left: check one value by hand."
)


def leaky_relu_forward(x, negative_slope):
    out = np.maximum(0, x) - negative_slope * np.minimum(0, x)
    return out, (x, negative_slope)
