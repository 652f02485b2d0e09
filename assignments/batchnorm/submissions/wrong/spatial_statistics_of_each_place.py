"""Statistics over the samples only, for each place of each channel."""

import numpy as np

FAILS = ["spatial_batchnorm_forward", "spatial_batchnorm_backward"]
HINT = (
    "You normalize every place of the image by itself, over the samples only. A convolution uses "
    "the same weights at all places, so a channel is one feature wherever it is measured: its "
    "statistics go over the samples and over both image axes."
)


def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    n, c, h, w = x.shape
    own = dict(bn_param)
    for name in ("running_mean", "running_var"):
        own[name] = np.repeat(bn_param[name], h * w)
    flat = x.reshape(n, -1)
    out, cache = batchnorm_forward(flat, np.repeat(gamma, h * w), np.repeat(beta, h * w), own)
    for name in ("running_mean", "running_var"):
        bn_param[name] = own[name].reshape(c, h * w).mean(axis=1)
    return out.reshape(x.shape), (*cache, (h, w))


def spatial_batchnorm_backward(dout, cache):
    *inner, (h, w) = cache
    dx, dgamma, dbeta = batchnorm_backward(dout.reshape(len(dout), -1), inner)
    sums = [a.reshape(-1, h * w).sum(axis=1) for a in (dgamma, dbeta)]
    return dx.reshape(dout.shape), *sums
