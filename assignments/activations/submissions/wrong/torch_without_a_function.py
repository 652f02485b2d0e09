"""A plain class with an apply: autograd finds the derivative, nothing is written by hand."""

import torch

FAILS = ["relu_function", "leaky_relu_function", "elu_function"]
HINT = (
    "The numbers are right, but they are autograd's: your class has an apply of its own and no "
    "backward that is ever called. Here the derivative is the exercise. Derive the class from "
    "torch.autograd.Function and write forward and backward yourself; apply comes with the base "
    "class."
)


class ReLU:
    @staticmethod
    def apply(x):
        return torch.clamp(x, min=0)


class LeakyReLU:
    @staticmethod
    def apply(x, negative_slope):
        return torch.nn.functional.leaky_relu(x, negative_slope)


class ELU:
    @staticmethod
    def apply(x, alpha):
        return torch.nn.functional.elu(x, alpha)
