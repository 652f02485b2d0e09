"""rand of shape (1, D), shared by all samples."""

import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "All samples of a batch lose the same elements: your mask has one row, which broadcasting "
    "repeats. Draw it in the shape of x, so that each sample trains a thinned network of its own."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        rows = x if x.ndim == 1 else x[:1]
        return x * (torch.rand_like(rows) < self.p) / self.p
