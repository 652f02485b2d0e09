"""Returns three gradients for four arguments."""

import torch

FAILS = ["batchnorm_function", "batchnorm_module"]
HINT = (
    "backward has to return one value for each argument of forward, in their order. eps is an "
    "argument too, although it is a number that nobody differentiates: the value in its place "
    "says that it has no gradient."
)


class BatchNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, gamma, beta, eps):
        scale = torch.rsqrt(x.var(dim=0, correction=0) + eps)
        x_hat = (x - x.mean(dim=0)) * scale
        ctx.save_for_backward(x_hat, scale, gamma)
        return gamma * x_hat + beta

    @staticmethod
    def backward(ctx, dout):
        x_hat, scale, gamma = ctx.saved_tensors
        dgamma, dbeta = (dout * x_hat).sum(dim=0), dout.sum(dim=0)
        dx = gamma * scale * (dout - (dbeta + x_hat * dgamma) / len(dout))
        return dx, dgamma, dbeta
