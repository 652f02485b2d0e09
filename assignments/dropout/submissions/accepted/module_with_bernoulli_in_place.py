"""bernoulli_ fills a mask of the dtype of x, which then holds 1 / p; p is a buffer."""

import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.register_buffer("p", torch.tensor(float(p), dtype=torch.float64))

    def forward(self, x):
        if self.training:
            p = float(self.p)
            mask = torch.empty_like(x).bernoulli_(p).div_(p)
            return x * mask
        return x.clone()
