"""The mask is drawn from the shape of x alone, on the CPU."""

import torch
from torch import nn

FAILS = ["dropout_module"]
DEVICES = ["cuda"]
HINT = (
    "You draw the mask from the shape of x. The shape says nothing of the device, so the mask "
    "lies on the CPU, and x on a GPU can't be multiplied by it. Draw it where x is: torch can "
    "draw random numbers like a given tensor, which takes over its shape, its dtype and its "
    "device."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        mask = torch.rand(x.shape) < self.p
        return x * mask / self.p
