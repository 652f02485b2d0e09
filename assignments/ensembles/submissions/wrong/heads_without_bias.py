"""Heads without a bias."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your heads have no bias. A class that is more frequent than others needs one, and the "
    "docstring names it: heads.0.bias belongs to the parameters."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(nn.Linear(features, classes, bias=False) for _ in range(heads))

    def forward(self, x):
        features = self.trunk(x)
        return torch.stack([head(features) for head in self.heads])

    def predict(self, x):
        return torch.softmax(self(x), dim=-1).mean(dim=0)
