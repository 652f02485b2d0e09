"""Images are never rearranged: all sums go over the axes 0, 2 and 3, and keep them."""

import numpy as np

PLACES = (0, 2, 3)


def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    channels = x.shape[1]
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros(channels, x.dtype))
    running_var = bn_param.get("running_var", np.zeros(channels, x.dtype))
    if bn_param["mode"] == "train":
        mean, variance = np.mean(x, axis=PLACES), np.var(x, axis=PLACES)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * variance
    else:
        mean, variance = running_mean, running_var
    shape = (1, channels, 1, 1)
    root = np.sqrt(variance + eps).reshape(shape)
    x_hat = (x - mean.reshape(shape)) / root
    out = gamma.reshape(shape) * x_hat + beta.reshape(shape)
    return out, (x_hat, root, gamma.reshape(shape))


def spatial_batchnorm_backward(dout, cache):
    x_hat, root, gamma = cache
    dgamma, dbeta = np.sum(dout * x_hat, axis=PLACES), np.sum(dout, axis=PLACES)
    dx_hat = dout * gamma
    dx = dx_hat - dx_hat.mean(axis=PLACES, keepdims=True)
    dx -= x_hat * (dx_hat * x_hat).mean(axis=PLACES, keepdims=True)
    return dx / root, dgamma, dbeta
