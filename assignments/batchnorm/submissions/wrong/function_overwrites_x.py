"""forward centers x in place."""

import torch

FAILS = ["batchnorm_function"]
HINT = (
    "Your results are right, but the caller's x has changed: a method whose name ends in an "
    "underscore, or an augmented assignment, writes into the tensor it is called on. Other parts "
    "of the network may still use x; compute into a new tensor."
)


class BatchNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, gamma, beta, eps):
        scale = torch.rsqrt(x.var(dim=0, correction=0) + eps)
        x_hat = x.sub_(x.mean(dim=0)) * scale
        ctx.save_for_backward(x_hat, scale, gamma)
        return gamma * x_hat + beta

    @staticmethod
    def backward(ctx, dout):
        x_hat, scale, gamma = ctx.saved_tensors
        dgamma, dbeta = (dout * x_hat).sum(dim=0), dout.sum(dim=0)
        dx = gamma * scale * (dout - (dbeta + x_hat * dgamma) / len(dout))
        return dx, dgamma, dbeta, None
