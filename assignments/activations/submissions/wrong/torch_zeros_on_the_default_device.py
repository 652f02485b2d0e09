"""Zeros and slopes to compare with are made where torch makes tensors by default."""

import torch

FAILS = ["relu_function", "leaky_relu_function", "elu_function"]
DEVICES = ["cuda"]
HINT = (
    "A tensor that is made from a shape alone lies on the CPU, wherever your inputs are. On the "
    "CPU nobody notices; on a GPU your function meets tensors of two devices and torch refuses to "
    "combine them. Whatever you make beside x has to be told where x lies: torch can make a "
    "tensor like another one, of its dtype and on its device, and plain numbers need no device at "
    "all."
)


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.maximum(x, torch.zeros(x.shape, dtype=x.dtype))

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, grad_output, torch.zeros(x.shape, dtype=x.dtype))


class LeakyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, negative_slope):
        slopes = torch.full(x.shape, negative_slope, dtype=x.dtype)
        slopes = torch.where(x > 0, torch.ones(x.shape, dtype=x.dtype), slopes)
        ctx.save_for_backward(slopes)
        return slopes * x

    @staticmethod
    def backward(ctx, grad_output):
        (slopes,) = ctx.saved_tensors
        return slopes * grad_output, None


class ELU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        negative = torch.minimum(x, torch.zeros(x.shape, dtype=x.dtype))
        ctx.save_for_backward(x, alpha * negative.exp())
        return torch.where(x > 0, x, alpha * torch.expm1(negative))

    @staticmethod
    def backward(ctx, grad_output):
        x, slope = ctx.saved_tensors
        return torch.where(x > 0, grad_output, grad_output * slope), None
