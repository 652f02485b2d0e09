"""Copies changed through boolean masks, gradients written into dout, mask or output as cache."""

import numpy as np


def relu_forward(x):
    off = x < 0
    out = x.copy()
    out[off] = 0
    return out, off


def relu_backward(dout, cache):
    dout[cache] = 0
    return dout


def leaky_relu_forward(x, negative_slope):
    out = x.copy()
    out[x < 0] *= negative_slope
    return out, {"negative": x < 0, "slope": negative_slope}


def leaky_relu_backward(dout, cache):
    dout[cache["negative"]] *= cache["slope"]
    return dout


def elu_forward(x, alpha):
    out = np.array(x)
    negative = out < 0
    out[negative] = alpha * np.expm1(out[negative])
    return out, (negative, out, alpha)


def elu_backward(dout, cache):
    negative, out, alpha = cache
    dout[negative] *= out[negative] + alpha
    return dout


def dead_fraction(activations):
    alive = np.any(activations, axis=0)
    return 1 - alive.mean()
