"""exp(x) as the derivative of the negative side, without alpha."""

import torch

FAILS = ["elu_function"]
HINT = (
    "On the negative side your gradient lacks the factor alpha: the derivative of alpha * (exp(x) "
    "- 1) is alpha * exp(x). With alpha = 1 nobody sees the difference, so try your function with "
    "another value."
)


class ELU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.save_for_backward(x)
        return torch.where(x > 0, x, alpha * torch.expm1(x))

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, grad_output, grad_output * torch.exp(x)), None
