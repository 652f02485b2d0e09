"""Means by a product with a vector of 1 / N, which is made on the CPU."""

import torch

FAILS = ["batchnorm_function", "batchnorm_module"]
DEVICES = ["cuda"]
HINT = (
    "You multiply the batch by a vector that you made from its length alone. Such a vector lies "
    "on the CPU, and a batch on a GPU can't be multiplied by it. A tensor made beside x needs its "
    "dtype and its device: make it from x, or take the mean by the method that x has for it."
)


class BatchNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, gamma, beta, eps):
        shares = torch.full((len(x),), 1 / len(x), dtype=x.dtype)
        centered = x - shares @ x
        scale = torch.rsqrt(shares @ centered**2 + eps)
        x_hat = centered * scale
        ctx.save_for_backward(x_hat, scale, gamma)
        return gamma * x_hat + beta

    @staticmethod
    def backward(ctx, dout):
        x_hat, scale, gamma = ctx.saved_tensors
        dgamma, dbeta = (dout * x_hat).sum(dim=0), dout.sum(dim=0)
        dx = gamma * scale * (dout - (dbeta + x_hat * dgamma) / len(dout))
        return dx, dgamma, dbeta, None
