"""Tensor.var with its default, which divides by N - 1."""

import torch

FAILS = ["batchnorm_function", "batchnorm_module"]
HINT = (
    "Your variance is divided by N - 1: that is what torch's var does unless it is told "
    "otherwise, while NumPy's divides by N. Batch normalization needs the biased one to "
    "normalize. Look for the argument that sets the correction."
)


class BatchNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, gamma, beta, eps):
        scale = torch.rsqrt(x.var(dim=0) + eps)
        x_hat = (x - x.mean(dim=0)) * scale
        ctx.save_for_backward(x_hat, scale, gamma)
        return gamma * x_hat + beta

    @staticmethod
    def backward(ctx, dout):
        x_hat, scale, gamma = ctx.saved_tensors
        dgamma, dbeta = (dout * x_hat).sum(dim=0), dout.sum(dim=0)
        dx = gamma * scale * (dout - (dbeta + x_hat * dgamma) / len(dout))
        return dx, dgamma, dbeta, None
