"""A trunk of its own for each head."""

import copy

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Each of your heads has a copy of the trunk: that is an ensemble of whole networks, with its "
    "full price. Here all heads share one trunk, which learns from all of them."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = nn.ModuleList(copy.deepcopy(trunk) for _ in range(heads))
        self.heads = nn.ModuleList(nn.Linear(features, classes) for _ in range(heads))

    def forward(self, x):
        pairs = zip(self.trunk, self.heads, strict=True)
        return torch.stack([head(trunk(x)) for trunk, head in pairs])

    def predict(self, x):
        return torch.softmax(self(x), dim=-1).mean(dim=0)
