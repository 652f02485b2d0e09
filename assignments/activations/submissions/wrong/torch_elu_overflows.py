"""The exponential is computed everywhere and multiplied by a mask: inf * 0 is NaN."""

import torch

FAILS = ["elu_function"]
HINT = (
    "For large positive x you get NaN: exp(800) is infinite, and infinity times the 0 of a mask "
    "is not a number. Choose between the two pieces instead of multiplying them by masks, or "
    "clamp x before it reaches the exponential. Backward has the same trap."
)


class ELU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.save_for_backward(x)
        ctx.alpha = alpha
        return x * (x > 0) + alpha * (torch.exp(x) - 1) * (x <= 0)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return grad_output * ((x > 0) + ctx.alpha * torch.exp(x) * (x <= 0)), None
