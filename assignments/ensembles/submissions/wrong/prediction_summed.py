"""Sums the heads' probabilities."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your prediction sums the heads' probabilities: its rows add up to the number of heads. Take "
    "the mean."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(nn.Linear(features, classes) for _ in range(heads))

    def forward(self, x):
        features = self.trunk(x)
        return torch.stack([head(features) for head in self.heads])

    def predict(self, x):
        return torch.softmax(self(x), dim=-1).sum(dim=0)
