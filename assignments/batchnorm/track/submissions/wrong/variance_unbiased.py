"""The statistics of the forward pass with N - 1."""

import torch


def batchnorm_forward_fused(x, gamma, beta, out, mean, inv_std):
    values = x.float()
    torch.mean(values, 0, out=mean)
    torch.rsqrt(values.var(0) + 1e-5, out=inv_std)
    out.copy_(gamma * (values - mean) * inv_std + beta)
