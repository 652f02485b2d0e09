"""running = (1 - momentum) * running + momentum * batch, torch's convention."""

import numpy as np

FAILS = ["batchnorm_forward", "spatial_batchnorm_forward"]
HINT = (
    "In this layer momentum is the share of the running statistics that is kept: with 0.9, a step "
    "moves them by a tenth. You give that share to the new batch instead. Both conventions exist "
    "(torch has the other one), so go by the formula in the docstring of batchnorm_forward."
)


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros_like(gamma))
    running_var = bn_param.get("running_var", np.zeros_like(gamma))
    if bn_param["mode"] == "train":
        mean, variance = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = (1 - momentum) * running_mean + momentum * mean
        bn_param["running_var"] = (1 - momentum) * running_var + momentum * variance
    else:
        mean, variance = running_mean, running_var
    deviation = np.sqrt(variance + eps)
    x_hat = (x - mean) / deviation
    return gamma * x_hat + beta, (x_hat, deviation, gamma)
