"""Returns dbeta in the place of dgamma."""

import torch

FAILS = ["batchnorm_function", "batchnorm_module"]
HINT = (
    "Each gradient that you compute is right, but they come back in another order. autograd hands "
    "the results of backward to the arguments of forward by their position: x, gamma, beta, eps. "
    "The shapes of gamma and beta are the same, so nothing complains."
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
        return dx, dbeta, dgamma, None
