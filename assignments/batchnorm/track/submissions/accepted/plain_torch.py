"""The closed form as tensor operations, each a pass of its own."""

import torch

EPS = 1e-5


def batchnorm_forward_fused(x, gamma, beta, out, mean, inv_std):
    values = x.float()
    variance, average = torch.var_mean(values, dim=0, correction=0)
    mean.copy_(average)
    torch.rsqrt(variance + EPS, out=inv_std)
    out.copy_(gamma * ((values - mean) * inv_std) + beta)


def batchnorm_backward_fused(dout, x, gamma, mean, inv_std, dx, dgamma, dbeta):
    gradient = dout.float()
    x_hat = (x.float() - mean) * inv_std
    torch.sum(gradient, 0, out=dbeta)
    torch.sum(gradient * x_hat, 0, out=dgamma)
    dx.copy_(gamma * inv_std * (gradient - (dbeta + x_hat * dgamma) / len(x)))
