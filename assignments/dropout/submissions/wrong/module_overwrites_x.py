"""inplace=True."""

import torch.nn.functional as F
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "Your output is right, but the caller's x has changed: a method whose name ends in an "
    "underscore, an augmented assignment, or inplace=True writes into the tensor. The layer in "
    "front may need it for its own gradient. Return a new tensor."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        return F.dropout(x, 1 - self.p, self.training, inplace=True)
