"""p is kept as a tensor that the module doesn't know of."""

import torch
from torch import nn

FAILS = ["dropout_module"]
DEVICES = ["cuda"]
HINT = (
    "You keep p as a tensor in a plain attribute. Moving a module moves its parameters and its "
    "registered buffers; yours stays on the CPU, and comparing draws on a GPU with it fails. A "
    "probability may simply be a number, which belongs to no device. Where a module does need a "
    "tensor of its own, it has to be registered."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = torch.tensor([p], dtype=torch.float64)

    def forward(self, x):
        if not self.training:
            return x
        p = self.p.to(x.dtype)
        return x * (torch.rand_like(x) < p) / p
