"""forward fetches x to the CPU, works there, and leaves the result there."""

import torch

FAILS = ["relu_function", "leaky_relu_function"]
DEVICES = ["cuda"]
HINT = (
    "You bring x to the CPU and return what you computed there. A layer works where its input "
    "lies, and its output lies there too: else the next layer, whose parameters are on the GPU, "
    "is given a tensor of another device. The transfer itself costs more than the whole "
    "activation. Every operation that you use exists for a tensor on a GPU as it is."
)


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        values = x.cpu()
        ctx.save_for_backward(values)
        return values.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        (values,) = ctx.saved_tensors
        return grad_output.cpu() * (values > 0)


class LeakyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, negative_slope):
        values = x.cpu()
        ctx.save_for_backward(values)
        ctx.negative_slope = negative_slope
        return torch.where(values > 0, values, negative_slope * values)

    @staticmethod
    def backward(ctx, grad_output):
        (values,) = ctx.saved_tensors
        gradient = grad_output.cpu()
        return torch.where(values > 0, gradient, ctx.negative_slope * gradient), None
