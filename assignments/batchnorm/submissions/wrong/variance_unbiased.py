"""Normalizes by the variance divided by N - 1."""

import numpy as np

FAILS = [
    "batchnorm_forward",
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "spatial_batchnorm_forward",
    "spatial_batchnorm_backward",
]
HINT = (
    "Your variance is divided by N - 1. That is the unbiased estimate for a whole population; "
    "batch normalization wants the variance of this very batch, divided by N, so that the "
    "normalized batch has variance 1 (up to epsilon). See the second formula at the top of the "
    "file, and think of a batch with a single sample."
)


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros_like(gamma))
    running_var = bn_param.get("running_var", np.zeros_like(gamma))
    if bn_param["mode"] == "train":
        mean, variance = x.mean(axis=0), x.var(axis=0, ddof=1)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * variance
    else:
        mean, variance = running_mean, running_var
    deviation = np.sqrt(variance + eps)
    x_hat = (x - mean) / deviation
    return gamma * x_hat + beta, (x_hat, deviation, gamma)
