"""Return numbers that spoil arithmetic: infinities, NaN with a payload, numbers at the edge of what
there is.
"""

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "judges memory"
EARNS = {}

EDGES = np.array([np.inf, -np.inf, np.nan, 1.7e308, -1.7e308, 5e-324, -0.0])


def relu_forward(x):
    return np.resize(EDGES, x.shape).astype(x.dtype), x


def relu_backward(dout, cache):
    return np.full(dout.shape, 0x7FF0000000000001, np.uint64).view(np.float64).astype(dout.dtype)
