"""backward returns the local derivative alone."""

import torch

FAILS = ["relu_function", "leaky_relu_function", "elu_function"]
HINT = (
    "Your backward returns the derivative of the activation and leaves grad_output aside. "
    "Autograd doesn't multiply for you: backward has to return dL/dx, the whole product dL/dy * "
    "f'(x) of the chain rule, and grad_output is dL/dy."
)


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return (x > 0).to(x.dtype)


class LeakyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, negative_slope):
        ctx.save_for_backward(x)
        ctx.negative_slope = negative_slope
        return torch.where(x > 0, x, negative_slope * x)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        grad_input = torch.ones_like(x)
        grad_input[x < 0] = ctx.negative_slope
        return grad_input, None


class ELU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.save_for_backward(x)
        ctx.alpha = alpha
        return torch.where(x > 0, x, alpha * torch.expm1(x))

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, torch.ones_like(x), ctx.alpha * torch.exp(x)), None
