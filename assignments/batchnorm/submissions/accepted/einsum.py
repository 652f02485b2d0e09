"""Sums over the batch as einsum, np.var for the variance, and dout overwritten on the way back."""

import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    n, d = x.shape
    running = {
        name: bn_param.get(name, np.zeros(d, dtype=x.dtype))
        for name in ("running_mean", "running_var")
    }
    if bn_param["mode"] == "train":
        batch = {"running_mean": np.einsum("nd->d", x) / n, "running_var": np.var(x, axis=0)}
        for name, value in batch.items():
            bn_param[name] = running[name] - (1 - momentum) * (running[name] - value)
        running = batch
    scale = (running["running_var"] + eps) ** -0.5
    x_hat = np.einsum("nd,d->nd", x - running["running_mean"], scale)
    return np.einsum("nd,d->nd", x_hat, gamma) + beta, {"x_hat": x_hat, "slope": gamma * scale}


def batchnorm_backward(dout, cache):
    x_hat, slope = cache["x_hat"], cache["slope"]
    n = len(dout)
    dgamma = np.einsum("nd,nd->d", dout, x_hat)
    dbeta = np.einsum("nd->d", dout)
    dout -= np.einsum("nd,d->nd", x_hat, dgamma) / n
    dout -= dout.mean(axis=0)
    dout *= slope
    return dout, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    x_hat, slope = cache["x_hat"], cache["slope"]
    mean_dout = dout.mean(axis=0, keepdims=True)
    mean_product = (dout * x_hat).mean(axis=0, keepdims=True)
    dx = slope * (dout - mean_dout - x_hat * mean_product)
    return dx, np.einsum("nd,nd->d", dout, x_hat), np.einsum("nd->d", dout)


def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    """Channels to the front: (C, N * H * W), whose transpose is a batch."""
    n, c, h, w = x.shape
    by_channel = np.einsum("nchw->cnhw", x).reshape(c, -1)
    out, cache = batchnorm_forward(by_channel.T, gamma, beta, bn_param)
    return np.einsum("cnhw->nchw", out.T.reshape(c, n, h, w)), cache


def spatial_batchnorm_backward(dout, cache):
    """The same rearrangement for the gradient; the sums as einsum over n, h and w."""
    n, c, h, w = dout.shape
    x_hat = cache["x_hat"].T.reshape(c, n, h, w)
    dgamma = np.einsum("nchw,cnhw->c", dout, x_hat)
    dbeta = np.einsum("nchw->c", dout)
    count = n * h * w
    dx = dout - (dbeta / count)[:, None, None]
    dx -= np.einsum("c,cnhw->nchw", dgamma / count, x_hat)
    return dx * cache["slope"][:, None, None], dgamma, dbeta
