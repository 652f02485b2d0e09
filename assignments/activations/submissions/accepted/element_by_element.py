"""Loops over the elements: np.nditer, np.ndindex and plain Python; the cache is a copy of x."""

import math

import numpy as np


def relu_forward(x):
    out = np.empty_like(x)
    with np.nditer([x, out], ["zerosize_ok"], [["readonly"], ["writeonly"]]) as elements:
        for value, result in elements:
            result[...] = value if value > 0 else 0
    return out, np.array(x)


def relu_backward(dout, cache):
    dx = np.zeros_like(dout)
    for index in np.ndindex(dout.shape):
        if cache[index] > 0:
            dx[index] = dout[index]
    return dx


def leaky_relu_forward(x, negative_slope):
    out = np.empty_like(x)
    for index, value in np.ndenumerate(x):
        out[index] = value if value >= 0 else negative_slope * value
    return out, (x.copy(), negative_slope)


def leaky_relu_backward(dout, cache):
    x, negative_slope = cache
    dx = np.array(dout)
    for index in np.ndindex(x.shape):
        if x[index] < 0:
            dx[index] *= negative_slope
    return dx


def elu_forward(x, alpha):
    values = [v if v > 0 else alpha * (math.exp(v) - 1) for v in x.ravel().tolist()]
    return np.array(values, x.dtype).reshape(x.shape), (x.copy(), alpha)


def elu_backward(dout, cache):
    x, alpha = cache
    slopes = [1 if v > 0 else alpha * math.exp(v) for v in x.ravel().tolist()]
    return dout * np.array(slopes, dout.dtype).reshape(dout.shape)


def dead_fraction(activations):
    n_units = dead = 0
    for unit in activations.reshape(activations.shape[0], -1).T:
        n_units += 1
        dead += all(value == 0 for value in unit)
    return dead / n_units
