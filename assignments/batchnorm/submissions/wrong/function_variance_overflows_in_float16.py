"""The squares are added up first and divided by N afterwards: in float16 the sum is infinite."""

import torch

FAILS = ["batchnorm_function"]
DEVICES = ["cuda"]
HINT = (
    "In float16 no number is larger than 65,504, and your variance passes through a sum of "
    "squares that is. It becomes infinite, the division by N comes too late, and every normalized "
    "value is 0 or no number. The variance itself is small enough. Let torch take the mean or the "
    "variance in one step, which adds up in float32 and rounds only the result, or compute "
    "statistics in float32."
)


class BatchNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, gamma, beta, eps):
        centered = x - x.mean(dim=0)
        variance = (centered**2).sum(dim=0) / len(x)
        scale = torch.rsqrt(variance + eps)
        x_hat = centered * scale
        ctx.save_for_backward(x_hat, scale, gamma)
        return gamma * x_hat + beta

    @staticmethod
    def backward(ctx, dout):
        x_hat, scale, gamma = ctx.saved_tensors
        dgamma, dbeta = (dout * x_hat).sum(dim=0), dout.sum(dim=0)
        dx = gamma * scale * (dout - (dbeta + x_hat * dgamma) / len(dout))
        return dx, dgamma, dbeta, None
