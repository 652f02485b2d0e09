"""One linear layer for all heads."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "One wide layer computes the same logits, and is a good idea for speed. But the parameters "
    "are to be called heads.0.weight, heads.1.weight, and so on, so that a single head can be "
    "taken out, and weights can be loaded by name."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.count = heads
        self.heads = nn.Linear(features, heads * classes)

    def forward(self, x):
        return self.heads(self.trunk(x)).unflatten(1, (self.count, -1)).transpose(0, 1)

    def predict(self, x):
        return torch.softmax(self(x), dim=-1).mean(dim=0)
