"""Caches x itself and centers it in place on the way back."""

import numpy as np

FAILS = ["batchnorm_backward"]
HINT = (
    "Your gradients are right, but after the backward pass the caller's x has changed. What you "
    "put into the cache is x itself, not a copy, and an augmented assignment in the backward pass "
    "writes into it. Another layer may still need that array: compute into a new one."
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
    x -= mean
    x_hat = x / deviation
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    dx = gamma / deviation * (dout - (dbeta + x_hat * dgamma) / len(dout))
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    x, mean, deviation, gamma = cache
    x_hat = (x - mean) / deviation
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    dx = gamma / deviation * (dout - (dbeta + x_hat * dgamma) / len(dout))
    return dx, dgamma, dbeta
