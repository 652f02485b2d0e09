"""Normalizes by the running statistics while training."""

import numpy as np

FAILS = [
    "batchnorm_forward",
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "spatial_batchnorm_forward",
    "spatial_batchnorm_backward",
]
HINT = (
    "In train mode your batch does not come out with mean 0 and variance 1: it is normalized by "
    "the running statistics. They are only collected during training, for later use. While "
    "training, every batch is normalized by its own mean and variance, which is what makes the "
    "gradient interesting."
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
    if bn_param["mode"] == "train":
        mean, variance = bn_param["running_mean"], bn_param["running_var"]
    deviation = np.sqrt(variance + eps)
    x_hat = (x - mean) / deviation
    return gamma * x_hat + beta, (x_hat, deviation, gamma)
