"""One feature at a time, with plain loops, and a cache that holds x and recomputes the rest."""

import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    n, d = x.shape
    eps = bn_param.setdefault("eps", 1e-5)
    momentum = bn_param.setdefault("momentum", 0.9)
    running_mean = bn_param.setdefault("running_mean", np.zeros(d, x.dtype))
    running_var = bn_param.setdefault("running_var", np.zeros(d, x.dtype))
    out = np.empty_like(x)
    for k in range(d):
        column = x[:, k]
        if bn_param["mode"] == "train":
            mean = sum(column) / n
            variance = sum((value - mean) ** 2 for value in column) / n
            running_mean[k] = momentum * running_mean[k] + (1 - momentum) * mean
            running_var[k] = momentum * running_var[k] + (1 - momentum) * variance
        else:
            mean, variance = running_mean[k], running_var[k]
        out[:, k] = gamma[k] * (column - mean) / np.sqrt(variance + eps) + beta[k]
    return out, (x, gamma, eps)


def batchnorm_backward(dout, cache):
    x, gamma, eps = cache
    n, d = x.shape
    dx, dgamma, dbeta = np.zeros_like(x), np.zeros_like(gamma), np.zeros_like(gamma)
    for k in range(d):
        mean = x[:, k].mean()
        variance = ((x[:, k] - mean) ** 2).mean()
        dvariance = dmean = dx.dtype.type(0)
        for i in range(n):
            centered = x[i, k] - mean
            dbeta[k] += dout[i, k]
            dgamma[k] += dout[i, k] * centered / np.sqrt(variance + eps)
            dvariance -= 0.5 * dout[i, k] * gamma[k] * centered * (variance + eps) ** -1.5
            dmean -= dout[i, k] * gamma[k] / np.sqrt(variance + eps)
        for i in range(n):
            direct = dout[i, k] * gamma[k] / np.sqrt(variance + eps)
            dx[i, k] = direct + dvariance * 2 * (x[i, k] - mean) / n + dmean / n
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    """Column by column with the Jacobian of the layer as an N x N matrix."""
    x, gamma, eps = cache
    n, d = x.shape
    dx, dgamma, dbeta = np.zeros_like(x), np.zeros_like(gamma), np.zeros_like(gamma)
    for k in range(d):
        column = x[:, k]
        root = np.sqrt(column.var() + eps)
        x_hat = (column - column.mean()) / root
        same = np.eye(n, dtype=x.dtype)
        jacobian = gamma[k] / root * (same - 1 / n - np.outer(x_hat, x_hat) / n)
        dx[:, k] = jacobian.T @ dout[:, k]
        dgamma[k], dbeta[k] = x_hat @ dout[:, k], dout[:, k].sum()
    return dx, dgamma, dbeta
