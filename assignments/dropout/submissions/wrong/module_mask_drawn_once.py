"""The first mask is kept for good."""

import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "Your module draws one mask and uses it in every pass. That removes units for good instead of "
    "at random: each forward pass in training needs a new mask."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p
        self.mask = None

    def forward(self, x):
        if not self.training:
            return x
        if self.mask is None or self.mask.shape != x.shape:
            self.mask = torch.rand_like(x) < self.p
        return x * self.mask / self.p
