"""Functions with an apply of their own, whose derivative autograd works out."""

import torch
from torch.nn import functional

FAILS = ["relu_function", "leaky_relu_function", "elu_function"]
HINT = (
    "The values are right, but your backward is never called: apply is what leads autograd to "
    "it, and yours goes around it, so that autograd derives torch's own operations instead. "
    "The point of the question is to be autograd's authority yourself: leave apply as "
    "torch.autograd.Function has it, and write forward and backward as static methods. The "
    "class's docstring says what each gets and returns."
)


class ReLU(torch.autograd.Function):
    @staticmethod
    def apply(x):
        return torch.clamp(x, min=0)


class LeakyReLU(torch.autograd.Function):
    @staticmethod
    def apply(x, negative_slope):
        return functional.leaky_relu(x, negative_slope)


class ELU(torch.autograd.Function):
    @staticmethod
    def apply(x, alpha):
        return functional.elu(x, alpha)
