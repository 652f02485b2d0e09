"""torch.where with the saved output, which has the sign of x; the slope from out + alpha."""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        out = torch.where(x > 0, x, torch.zeros_like(x))
        ctx.save_for_backward(out)
        return out

    @staticmethod
    def backward(ctx, grad_output):
        (out,) = ctx.saved_tensors
        return torch.where(out > 0, grad_output, torch.zeros_like(grad_output))


class LeakyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, negative_slope):
        out = torch.maximum(x, x * negative_slope)
        ctx.save_for_backward(out)
        ctx.slope = negative_slope
        return out

    @staticmethod
    def backward(ctx, grad_output):
        (out,) = ctx.saved_tensors
        return torch.where(out >= 0, grad_output, grad_output * ctx.slope), None


class ELU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        out = torch.where(x > 0, x, alpha * (torch.exp(x) - 1))
        ctx.save_for_backward(out)
        ctx.alpha = alpha
        return out

    @staticmethod
    def backward(ctx, grad_output):
        (out,) = ctx.saved_tensors
        return torch.where(out > 0, grad_output, grad_output * (out + ctx.alpha)), None
