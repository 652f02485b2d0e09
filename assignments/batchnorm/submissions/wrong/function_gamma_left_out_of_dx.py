"""dx without gamma."""

import torch

FAILS = ["batchnorm_function", "batchnorm_module"]
HINT = (
    "dgamma and dbeta are right, but your dx lacks a factor. Between x_hat and the output lies "
    "the scaling by gamma, and the gradient is multiplied by it on its way back. Save gamma for "
    "the backward pass."
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
        x_hat, scale, _ = ctx.saved_tensors
        dgamma, dbeta = (dout * x_hat).sum(dim=0), dout.sum(dim=0)
        dx = scale * (dout - (dbeta + x_hat * dgamma) / len(dout))
        return dx, dgamma, dbeta, None
