"""A copy of x whose dropped elements are set to 0 by a bool index."""

import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.keep = p

    def forward(self, x):
        out = x.clone()
        if self.training:
            out[torch.rand(x.shape, device=x.device, dtype=x.dtype) >= self.keep] = 0
            out = out / self.keep
        return out
