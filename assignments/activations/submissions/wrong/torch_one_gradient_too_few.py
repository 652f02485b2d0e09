"""backward returns dL/dx alone, although forward took two arguments."""

import torch

FAILS = ["leaky_relu_function", "elu_function"]
HINT = (
    "Autograd says that backward returned the wrong number of gradients. It expects one answer "
    "for every argument that forward took after ctx, in the same order, and a slope or an alpha "
    "is an argument too. It is no tensor and needs no gradient: the answer for it is None."
)


class LeakyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, negative_slope):
        ctx.save_for_backward(x)
        ctx.negative_slope = negative_slope
        return torch.where(x > 0, x, negative_slope * x)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, grad_output, ctx.negative_slope * grad_output)


class ELU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.save_for_backward(x)
        ctx.alpha = alpha
        return torch.where(x > 0, x, alpha * torch.expm1(x))

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, grad_output, grad_output * ctx.alpha * torch.exp(x))
