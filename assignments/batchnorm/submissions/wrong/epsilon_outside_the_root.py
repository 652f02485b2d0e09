"""Divides by sqrt(variance) + eps, as one formula of the sheet prints it."""

import numpy as np

FAILS = [
    "batchnorm_forward",
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "spatial_batchnorm_forward",
    "spatial_batchnorm_backward",
]
HINT = (
    "Look at where epsilon stands in the denominator. It is added to the variance, before the "
    "root is taken. One formula on the discussion sheet prints it after the root, which is a "
    "misprint: algorithm 1 of the paper and the formulas at the top of the file have it inside. "
    "The two differ as soon as the variance is small or epsilon is large."
)


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros_like(gamma))
    running_var = bn_param.get("running_var", np.zeros_like(gamma))
    if bn_param["mode"] == "train":
        mean, variance = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * variance
    else:
        mean, variance = running_mean, running_var
    deviation = np.sqrt(variance) + eps
    x_hat = (x - mean) / deviation
    return gamma * x_hat + beta, (x_hat, deviation, gamma)
