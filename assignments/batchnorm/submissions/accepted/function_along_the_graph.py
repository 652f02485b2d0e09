"""The Function keeps x and its statistics, and goes back through variance and mean in steps."""

import torch


class BatchNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, gamma, beta, eps):
        mean = torch.mean(x, 0)
        variance = torch.mean((x - mean) ** 2, 0)
        ctx.save_for_backward(x, gamma, mean, variance)
        ctx.eps = eps
        return (x - mean) / torch.sqrt(variance + eps) * gamma + beta

    @staticmethod
    def backward(ctx, dout):
        x, gamma, mean, variance = ctx.saved_tensors
        n = x.size(0)
        root = torch.sqrt(variance + ctx.eps)
        centered = x - mean
        dx_hat = dout * gamma
        dvariance = -0.5 * torch.sum(dx_hat * centered, 0) / root.pow(3)
        dcentered = dx_hat / root + 2.0 / n * dvariance * centered
        dx = dcentered - dcentered.mean(0, keepdim=True)
        dgamma = torch.sum(dout * centered / root, 0)
        return dx, dgamma, torch.sum(dout, 0), None
