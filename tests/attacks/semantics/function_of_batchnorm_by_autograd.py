"""The same for batch normalization: a Function in name, whose apply is a formula for autograd."""

import torch

ASSIGNMENT = "batchnorm"
SURFACE = "semantics"
EARNS = {}


class BatchNormFunction(torch.autograd.Function):
    @staticmethod
    def apply(x, gamma, beta, eps):
        centered = x - x.mean(dim=0)
        return gamma * centered / torch.sqrt(centered.square().mean(dim=0) + eps) + beta
