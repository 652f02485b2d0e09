"""A loop over the channels, each a batch with one feature for batchnorm_forward."""

import numpy as np


def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    channels = x.shape[1]
    bn_param.setdefault("running_mean", np.zeros(channels, x.dtype))
    bn_param.setdefault("running_var", np.zeros(channels, x.dtype))
    out, caches = np.zeros_like(x), []
    for c in range(channels):
        one = slice(c, c + 1)
        own = dict(bn_param)
        own["running_mean"] = bn_param["running_mean"][one]
        own["running_var"] = bn_param["running_var"][one]
        column, cache = batchnorm_forward(x[:, c].reshape(-1, 1), gamma[one], beta[one], own)
        out[:, c] = column.reshape(x[:, c].shape)
        bn_param["running_mean"][one] = own["running_mean"]
        bn_param["running_var"][one] = own["running_var"]
        caches.append(cache)
    return out, caches


def spatial_batchnorm_backward(dout, cache):
    dx, dgamma, dbeta = np.zeros_like(dout), [], []
    for c, own in enumerate(cache):
        column, scale, shift = batchnorm_backward(dout[:, c].reshape(-1, 1), own)
        dx[:, c] = column.reshape(dout[:, c].shape)
        dgamma.append(scale)
        dbeta.append(shift)
    return dx, np.concatenate(dgamma), np.concatenate(dbeta)
