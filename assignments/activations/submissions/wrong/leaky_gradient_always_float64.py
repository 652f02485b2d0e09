"""np.where between two Python numbers makes a float64 array, and the product is float64 too."""

import numpy as np

FAILS = ["leaky_relu_backward"]
HINT = (
    "Your values are right, but for a float32 input the gradient is float64. A choice between two "
    "plain Python numbers gives NumPy no dtype to follow, so the array of slopes is float64 and "
    "takes the product with it. Choose between arrays that already have the dtype of dout, or "
    "convert the slopes to it."
)


def leaky_relu_backward(dout, cache):
    x, negative_slope = cache
    return dout * np.where(x > 0, 1.0, negative_slope)
