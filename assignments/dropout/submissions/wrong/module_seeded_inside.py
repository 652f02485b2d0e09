"""torch.manual_seed(0) in forward."""

import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "You seed torch inside forward, so that every pass drops the same elements, and every other "
    "module's random numbers repeat as well. Whoever runs the experiment seeds, once, outside."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        torch.manual_seed(0)
        return x * (torch.rand_like(x) < self.p) / self.p
