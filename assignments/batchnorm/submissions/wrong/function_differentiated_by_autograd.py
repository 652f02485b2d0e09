"""A plain class whose apply leaves the gradient to autograd."""

import torch

FAILS = ["batchnorm_function"]
HINT = (
    "Your gradients are right because autograd computes them: your class is not a "
    "torch.autograd.Function, so no backward of yours is ever called. Derive it from that class "
    "and write both passes by hand; forward then runs without autograd's bookkeeping."
)


class BatchNormFunction:
    @staticmethod
    def apply(x, gamma, beta, eps):
        x_hat = (x - x.mean(dim=0)) / torch.sqrt(x.var(dim=0, correction=0) + eps)
        return gamma * x_hat + beta
