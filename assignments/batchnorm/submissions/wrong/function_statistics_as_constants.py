"""dx of the direct path alone."""

import torch

FAILS = ["batchnorm_function", "batchnorm_module"]
HINT = (
    "Your dx treats the mean and the variance as constants, as they are in evaluation. In "
    "training both are computed from x, so x also reaches the output through them: two more terms "
    "in dx, which you have already found in batchnorm_backward_alt."
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
        dx = gamma * scale * dout
        return dx, dgamma, dbeta, None
