"""The sign of grad_output decides what passes, in place of the sign of x."""

import torch

FAILS = ["relu_function"]
HINT = (
    "Your backward looks at the sign of grad_output. Which elements pass was settled in the "
    "forward pass by the sign of x; a gradient may have either sign anywhere. Save in forward "
    "what backward needs to know about x."
)


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output.clamp(min=0)
