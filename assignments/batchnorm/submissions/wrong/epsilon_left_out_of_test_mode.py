"""Adds epsilon in train mode only."""

import numpy as np

FAILS = ["batchnorm_forward", "spatial_batchnorm_forward"]
HINT = (
    "Train mode is right. In test mode only the mean and the variance change, from the batch's to "
    "the running ones; the formula that uses them stays the same. Write down what you divide by "
    "in both modes and compare: one part of the denominator is missing in test mode."
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
    deviation = np.sqrt(variance + (eps if bn_param["mode"] == "train" else 0))
    x_hat = (x - mean) / deviation
    return gamma * x_hat + beta, (x_hat, deviation, gamma)
