"""Running statistics updated in place, keepdims inside, and the paper's six backward formulas."""

import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    for name in ("running_mean", "running_var"):
        if name not in bn_param:
            bn_param[name] = np.zeros(x.shape[1], x.dtype)

    mean, variance = bn_param["running_mean"][None], bn_param["running_var"][None]
    if bn_param["mode"] == "train":
        mean = np.mean(x, axis=0, keepdims=True)
        variance = np.mean(np.square(x - mean), axis=0, keepdims=True)
        bn_param["running_mean"] *= momentum
        bn_param["running_mean"] += (1 - momentum) * mean[0]
        bn_param["running_var"] *= momentum
        bn_param["running_var"] += (1 - momentum) * np.squeeze(variance, axis=0)

    out = np.subtract(x, mean)
    out /= np.sqrt(variance + eps)
    out *= gamma
    out += beta
    return out, (x.copy(), mean, variance + eps, gamma.copy())


def batchnorm_backward(dout, cache):
    x, mean, shifted, gamma = cache
    m = x.shape[0]
    dx_hat = dout * gamma
    dvariance = (dx_hat * (x - mean) * -0.5 * shifted**-1.5).sum(axis=0)
    dmean = (dx_hat * -1 / np.sqrt(shifted)).sum(axis=0)
    dmean = dmean + dvariance * (-2 * (x - mean)).mean(axis=0)
    dx = dx_hat / np.sqrt(shifted) + dvariance * 2 * (x - mean) / m + dmean / m
    dgamma = (dout * (x - mean) / np.sqrt(shifted)).sum(axis=0)
    return dx, dgamma, dout.sum(axis=0)


def batchnorm_backward_alt(dout, cache):
    """Two projections: onto the samples with mean zero, then away from x_hat."""
    x, mean, shifted, gamma = cache
    centered = x - mean
    gradient = dout - dout.mean(axis=0)
    along = (gradient * centered).mean(axis=0) / shifted
    dx = gamma / np.sqrt(shifted) * (gradient - along * centered)
    return dx, (dout * centered / np.sqrt(shifted)).sum(0).reshape(-1), dout.sum(0)
