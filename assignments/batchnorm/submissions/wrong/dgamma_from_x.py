"""dgamma sums dout * x instead of dout * x_hat."""

import numpy as np

FAILS = ["batchnorm_backward", "batchnorm_backward_alt", "spatial_batchnorm_backward"]
HINT = (
    "Your dgamma sums the products of dout with x. What gamma multiplies on the way forward is "
    "the normalized x, so that is what its gradient is multiplied by. Look at the last formula at "
    "the top of the file, and keep that value in your cache."
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
    deviation = np.sqrt(variance + eps)
    x_hat = (x - mean) / deviation
    return gamma * x_hat + beta, (x, mean, deviation, gamma)


def batchnorm_backward(dout, cache):
    x, mean, deviation, gamma = cache
    x_hat = (x - mean) / deviation
    dx = dout - dout.mean(axis=0) - x_hat * (dout * x_hat).mean(axis=0)
    return gamma / deviation * dx, (dout * x).sum(axis=0), dout.sum(axis=0)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
