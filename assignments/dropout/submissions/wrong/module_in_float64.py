"""The mask is double, and so is the output."""

import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "For float32 inputs your output is float64, since your mask is. Draw the mask in the dtype of "
    "x, or leave it bool: in torch a bool tensor and a Python number keep the dtype of what they "
    "are combined with."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        return x * ((torch.rand_like(x) < self.p).double() / self.p)
