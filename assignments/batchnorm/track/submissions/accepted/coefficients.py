"""Both passes as x times something plus something, of one value a column each."""

import torch

EPS = 1e-5


def batchnorm_forward_fused(x, gamma, beta, out, mean, inv_std):
    values = x.float()
    n = len(x)
    torch.sum(values, 0, out=mean)
    mean /= n
    torch.rsqrt(values.square().sum(0) / n - mean * mean + EPS, out=inv_std)
    scale = gamma * inv_std
    out.copy_(torch.addcmul(beta - scale * mean, values, scale))


def batchnorm_backward_fused(dout, x, gamma, mean, inv_std, dx, dgamma, dbeta):
    gradient, values = dout.float(), x.float()
    n = len(x)
    torch.sum(gradient, 0, out=dbeta)
    dgamma.copy_(inv_std * ((gradient * values).sum(0) - mean * dbeta))
    scale = gamma * inv_std
    slope = -scale * inv_std * dgamma / n
    constant = -scale * dbeta / n - slope * mean
    dx.copy_(torch.addcmul(torch.addcmul(constant, gradient, scale), values, slope))
