"""A BatchNormFunction with an apply of its own, whose derivative autograd works out."""

import torch

FAILS = ["batchnorm_function"]
HINT = (
    "The values are right, but your backward is never called: apply is what leads autograd to "
    "it, and yours goes around it, so that autograd derives the operations inside. The point "
    "of the question is the hand-written backward: leave apply as torch.autograd.Function has "
    "it, and write forward and backward as static methods, with what backward needs saved in "
    "ctx."
)


class BatchNormFunction(torch.autograd.Function):
    @staticmethod
    def apply(x, gamma, beta, eps):
        x_hat = (x - x.mean(dim=0)) / torch.sqrt(x.var(dim=0, correction=0) + eps)
        return gamma * x_hat + beta
