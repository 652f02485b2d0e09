"""backward multiplies grad_output into the saved mask: a second backward finds another mask."""

import torch

FAILS = ["relu_function"]
HINT = (
    "Your first backward pass is right and the next one through the same graph is not: you "
    "multiply grad_output into the mask that you kept, so afterwards it is no mask any more. "
    "Autograd may call backward again, for instance for every row of a Jacobian. Leave what you "
    "saved as it is."
)


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mask = (x > 0).to(x.dtype)
        return x * ctx.mask

    @staticmethod
    def backward(ctx, grad_output):
        return ctx.mask.mul_(grad_output)
