"""negative_slope is not passed on to leaky_relu, whose default is 0.01."""

import torch

FAILS = ["leaky_relu_function"]
HINT = (
    "On the negative side your output has the slope 0.01, whatever slope is given. That is the "
    "default of torch's own leaky ReLU, which stays in force when the slope isn't handed on. The "
    "gradient uses the slope you were given, so forward and backward don't belong together."
)


class LeakyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, negative_slope):
        ctx.save_for_backward(x)
        ctx.negative_slope = negative_slope
        return torch.nn.functional.leaky_relu(x)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, grad_output, ctx.negative_slope * grad_output), None
