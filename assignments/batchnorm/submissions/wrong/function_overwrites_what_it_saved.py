"""backward writes into x_hat, so that a second pass is wrong."""

import torch

FAILS = ["batchnorm_function"]
HINT = (
    "The first backward pass is right, a second one over the same graph is not: yours writes into "
    "a tensor that was kept for it. With retain_graph=True autograd may come back to the same "
    "node, so what forward saved is only to be read. (save_for_backward would have noticed.)"
)


class BatchNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, gamma, beta, eps):
        scale = torch.rsqrt(x.var(dim=0, correction=0) + eps)
        x_hat = (x - x.mean(dim=0)) * scale
        ctx.kept = x_hat, scale, gamma
        return gamma * x_hat + beta

    @staticmethod
    def backward(ctx, dout):
        x_hat, scale, gamma = ctx.kept
        dgamma, dbeta = (dout * x_hat).sum(dim=0), dout.sum(dim=0)
        dx = gamma * scale * (dout - x_hat.mul_(dgamma).add_(dbeta) / len(dout))
        return dx, dgamma, dbeta, None
