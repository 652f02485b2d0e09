"""Raises KeyError where bn_param lacks an optional entry."""

import numpy as np

FAILS = ["batchnorm_forward"]
HINT = (
    "Your layer is right as long as bn_param has every entry. The docstring gives defaults for "
    'all but "mode": a first training step, for example, comes without running statistics, and '
    "they start at zero. Look up an entry in a way that has an answer when it is missing."
)


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param["eps"], bn_param["momentum"]
    running_mean = bn_param["running_mean"]
    running_var = bn_param["running_var"]
    if bn_param["mode"] == "train":
        mean, variance = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * variance
    else:
        mean, variance = running_mean, running_var
    deviation = np.sqrt(variance + eps)
    x_hat = (x - mean) / deviation
    return gamma * x_hat + beta, (x_hat, deviation, gamma)
