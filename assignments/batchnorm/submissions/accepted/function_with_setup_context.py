"""The newer form of a Function: forward without ctx, and setup_context that saves."""

import torch


class BatchNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(x, gamma, beta, eps):
        variance, mean = torch.var_mean(x, dim=0, correction=0, keepdim=True)
        return torch.addcmul(beta, (x - mean) / (variance + eps).sqrt(), gamma)

    @staticmethod
    def setup_context(ctx, inputs, output):
        x, gamma, _, eps = inputs
        ctx.save_for_backward(x, gamma)
        ctx.eps = eps

    @staticmethod
    def backward(ctx, dout):
        x, gamma = ctx.saved_tensors
        root = torch.sqrt(torch.var(x, dim=0, unbiased=False) + ctx.eps)
        x_hat = (x - x.mean(0)) / root
        dgamma = torch.einsum("nd,nd->d", dout, x_hat)
        dx = dout - dout.mean(0) - x_hat * (dgamma / x.shape[0])
        return dx * (gamma / root), dgamma, dout.sum(0), None
