"""forward clamps x in place."""

import torch

FAILS = ["relu_function"]
HINT = (
    "Your forward changes the tensor it was given. In torch a trailing underscore, as in add_ or "
    "mul_, means 'in place': x itself is overwritten, though it belongs to the layer below or to "
    "the user. Inside a Function autograd doesn't even notice. Use the form without underscore."
)


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        out = x.clamp_(min=0)
        ctx.save_for_backward(out)
        return out

    @staticmethod
    def backward(ctx, grad_output):
        (out,) = ctx.saved_tensors
        return grad_output * (out > 0)
