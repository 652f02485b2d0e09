"""The mask is an int64 array, so that float32 gradients come back as float64."""

import numpy as np

FAILS = ["relu_backward"]
HINT = (
    "Your values are right, but for a float32 input the gradient is float64: twice the memory, "
    "and much slower on most GPUs. When NumPy multiplies float32 by an array of 64-bit integers "
    "it answers in float64. A mask of truth values, or one in the dtype of dout, leaves the dtype "
    "as it is."
)


def relu_backward(dout, cache):
    mask = (cache > 0).astype(np.int64)
    return dout * mask
