"""Averages the variance divided by N - 1 into running_var."""

import numpy as np

FAILS = ["batchnorm_forward", "spatial_batchnorm_forward"]
HINT = (
    "Your output is right, but the variance that enters running_var is divided by N - 1. Some "
    "libraries do that (your torch module will), yet here the running variance is the average of "
    "the same biased variances that normalized the batches, divided by N: see the docstring of "
    "batchnorm_forward."
)


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros_like(gamma))
    running_var = bn_param.get("running_var", np.zeros_like(gamma))
    if bn_param["mode"] == "train":
        mean, variance = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * x.var(axis=0, ddof=1)
    else:
        mean, variance = running_mean, running_var
    deviation = np.sqrt(variance + eps)
    x_hat = (x - mean) / deviation
    return gamma * x_hat + beta, (x_hat, deviation, gamma)
