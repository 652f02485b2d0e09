"""x.detach()."""

import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "Your output is right, but no gradient comes back to x: you left the graph of autograd, by "
    "detach, .data, or torch.no_grad around more than the mask. Only the draws need no gradient."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        return x.detach() * (torch.rand_like(x) < self.p) / self.p
