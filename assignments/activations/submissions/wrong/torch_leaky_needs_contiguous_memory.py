"""x.view(-1) works only where the elements lie one after the other in memory."""

import torch

FAILS = ["leaky_relu_function"]
HINT = (
    "Your forward fails on tensors that don't lie row by row in memory, such as a transpose or "
    "every second column: view promises to copy nothing, and can't flatten those. An elementwise "
    "function needs no flattening at all: let it work on x in its own shape."
)


class LeakyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, negative_slope):
        ctx.save_for_backward(x)
        ctx.negative_slope = negative_slope
        flat = x.view(-1)
        return torch.where(flat > 0, flat, negative_slope * flat).view(x.shape)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, grad_output, ctx.negative_slope * grad_output), None
