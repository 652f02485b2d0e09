"""The mask is hidden from autograd: dx is dout."""

import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "Your output is right, but the gradient is that of the identity: elements that were dropped "
    "get one, and those that were kept lack the 1 / p. If out is written as x times a mask, "
    "autograd finds the gradient by itself."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        out = x * (torch.rand_like(x) < self.p) / self.p
        return x + (out - x).detach()
