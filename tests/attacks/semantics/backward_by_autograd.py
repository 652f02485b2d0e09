"""Write a Function whose backward has torch differentiate the forward pass."""

import torch

ASSIGNMENT = "batchnorm"
SURFACE = "semantics"
EARNS = {}


def normalized(x, gamma, beta, eps):
    centered = x - x.mean(dim=0)
    return gamma * centered / torch.sqrt(centered.square().mean(dim=0) + eps) + beta


class BatchNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, gamma, beta, eps):
        ctx.save_for_backward(x, gamma, beta)
        ctx.eps = eps
        return normalized(x, gamma, beta, eps)

    @staticmethod
    def backward(ctx, dout):
        with torch.enable_grad():
            leaves = [part.detach().requires_grad_() for part in ctx.saved_tensors]
            out = normalized(*leaves, ctx.eps)
        return (*torch.autograd.grad(out, leaves, dout), None)
