"""Nothing in training, times p in evaluation."""

import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "You multiply by p in evaluation and leave training as it is, as the paper does. Ours is "
    "inverted dropout: divide in training, and let evaluation be the identity."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x * self.p
        return x * (torch.rand_like(x) < self.p)
