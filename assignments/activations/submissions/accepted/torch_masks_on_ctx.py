"""Clones changed through masks that are attributes of ctx; once differentiable."""

import torch
from torch.autograd.function import once_differentiable


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.off = x <= 0
        return x.masked_fill(ctx.off, 0)

    @staticmethod
    @once_differentiable
    def backward(ctx, grad_output):
        return grad_output.masked_fill(ctx.off, 0)


class LeakyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, negative_slope):
        ctx.factor = torch.ones_like(x)
        ctx.factor[x < 0] = negative_slope
        return x * ctx.factor

    @staticmethod
    @once_differentiable
    def backward(ctx, grad_output):
        return grad_output * ctx.factor, None


class ELU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        out = x.clone()
        negative = x < 0
        out[negative] = alpha * torch.expm1(x[negative])
        ctx.negative, ctx.slope = negative, alpha * torch.exp(x[negative])
        return out

    @staticmethod
    @once_differentiable
    def backward(ctx, grad_output):
        grad_input = grad_output.clone()
        grad_input[ctx.negative] *= ctx.slope
        return grad_input, None
