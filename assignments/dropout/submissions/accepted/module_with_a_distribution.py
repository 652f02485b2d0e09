"""A mask from torch.distributions, and masked_fill."""

import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p
        self.scale = 1 / p

    def forward(self, x):
        if not self.training:
            return x
        chances = torch.full_like(x, self.p)
        kept = torch.distributions.Bernoulli(probs=chances, validate_args=False).sample()
        return (x * self.scale).masked_fill(kept == 0, 0.0)
