"""The backward pass of plain ReLU under a leaky forward pass."""

import torch

FAILS = ["leaky_relu_function"]
HINT = (
    "Your output leaks on the negative side, but your gradient is 0 there: that is the backward "
    "of plain ReLU. The derivative of negative_slope * x is negative_slope. A number can be kept "
    "as an attribute of ctx until backward needs it."
)


class LeakyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, negative_slope):
        ctx.save_for_backward(x)
        return torch.where(x > 0, x, negative_slope * x)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return grad_output * (x > 0), None
