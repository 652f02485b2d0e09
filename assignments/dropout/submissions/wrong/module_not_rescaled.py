"""x * mask."""

import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "Your module drops the right share of the elements, but does not divide the others by p. In "
    "evaluation the next layer would see sums that are larger by a factor of 1 / p than those it "
    "was trained on."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        return x * (torch.rand_like(x) < self.p)
