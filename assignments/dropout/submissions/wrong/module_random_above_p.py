"""Keeps where rand > p."""

import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "Your mask is true where the draw lies above p, which happens with probability 1 - p. You "
    "divide by p, so you know that p is the probability of keeping: turn the comparison round."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        return x * (torch.rand_like(x) > self.p) / self.p
