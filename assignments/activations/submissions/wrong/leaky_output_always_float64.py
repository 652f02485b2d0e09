"""The output starts as np.zeros(shape), which is float64 whatever x is."""

import numpy as np

FAILS = ["leaky_relu_forward"]
HINT = (
    "Your values are right, but the output is float64 even when x is float32. A new array of "
    "zeros or ones is float64 unless it is told otherwise, and what you write into it is "
    "converted. Let the new array take its dtype from x."
)


def leaky_relu_forward(x, negative_slope):
    out = np.zeros(x.shape)
    out[x > 0] = x[x > 0]
    out[x < 0] = negative_slope * x[x < 0]
    return out, (x, negative_slope)
