"""Some columns at a time, so that the second pass finds them where the first has left them."""

import torch

EPS = 1e-5
WIDTH = 64


def batchnorm_forward_fused(x, gamma, beta, out, mean, inv_std):
    for first in range(0, x.shape[1], WIDTH):
        here = slice(first, first + WIDTH)
        values = x[:, here].float()
        mean[here] = values.mean(0)
        centered = values - mean[here]
        inv_std[here] = torch.rsqrt(centered.square().mean(0) + EPS)
        out[:, here] = centered * (gamma[here] * inv_std[here]) + beta[here]


def batchnorm_backward_fused(dout, x, gamma, mean, inv_std, dx, dgamma, dbeta):
    for first in range(0, x.shape[1], WIDTH):
        here = slice(first, first + WIDTH)
        gradient = dout[:, here].float()
        x_hat = (x[:, here].float() - mean[here]) * inv_std[here]
        dbeta[here] = gradient.sum(0)
        dgamma[here] = torch.einsum("nd,nd->d", gradient, x_hat)
        inside = gradient - dbeta[here] / len(x) - x_hat * (dgamma[here] / len(x))
        dx[:, here] = inside * (gamma[here] * inv_std[here])
