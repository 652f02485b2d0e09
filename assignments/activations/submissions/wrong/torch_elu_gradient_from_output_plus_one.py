"""y + 1 in place of y + alpha as the derivative of the negative side."""

import torch

FAILS = ["elu_function"]
HINT = (
    "Saving the output for the derivative is clever, but on the negative side y + 1 is right only "
    "for alpha = 1. Write y = alpha * exp(x) - alpha and ask what has to be added to y so that "
    "alpha * exp(x) remains."
)


class ELU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        out = torch.where(x > 0, x, alpha * torch.expm1(x))
        ctx.save_for_backward(out)
        return out

    @staticmethod
    def backward(ctx, grad_output):
        (out,) = ctx.saved_tensors
        return torch.where(out > 0, grad_output, grad_output * (out + 1)), None
