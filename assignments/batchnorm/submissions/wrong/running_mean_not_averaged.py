"""Updates running_var, and replaces running_mean by the mean of the batch."""

import numpy as np

FAILS = ["batchnorm_forward", "spatial_batchnorm_forward"]
HINT = (
    "Your running variance is an average over the steps, but your running mean is only that of "
    "the last batch. Both are exponential averages with the same momentum: the formula in the "
    "docstring holds for each of them."
)


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros_like(gamma))
    running_var = bn_param.get("running_var", np.zeros_like(gamma))
    if bn_param["mode"] == "train":
        mean, variance = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * variance
    else:
        mean, variance = running_mean, running_var
    deviation = np.sqrt(variance + eps)
    x_hat = (x - mean) / deviation
    return gamma * x_hat + beta, (x_hat, deviation, gamma)
