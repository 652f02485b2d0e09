"""grad_output is changed in place, although another branch of the graph holds the same tensor."""

import torch

FAILS = ["relu_function", "leaky_relu_function", "elu_function"]
HINT = (
    "Alone, your gradient is right; beside a skip connection, y = f(x) + x, it is wrong. Autograd "
    "may hand one and the same gradient tensor to several branches, and your backward overwrites "
    "what the other branch is going to use. Never change grad_output: compute into a new tensor."
)


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        grad_output[x < 0] = 0
        return grad_output


class LeakyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, negative_slope):
        ctx.save_for_backward(x)
        ctx.negative_slope = negative_slope
        return torch.where(x > 0, x, negative_slope * x)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        grad_output[x < 0] *= ctx.negative_slope
        return grad_output, None


class ELU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.save_for_backward(x)
        ctx.alpha = alpha
        return torch.where(x > 0, x, alpha * torch.expm1(x))

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        grad_output[x < 0] *= ctx.alpha * torch.exp(x[x < 0])
        return grad_output, None
