"""Logits of shape (N, heads * C)."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "You join the heads' logits along the classes: a softmax over them would make the heads "
    "compete. Put them along a new first axis, (heads, N, C)."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(nn.Linear(features, classes) for _ in range(heads))

    def forward(self, x):
        features = self.trunk(x)
        return torch.cat([head(features) for head in self.heads], dim=1)

    def predict(self, x):
        return torch.softmax(self(x).unflatten(1, (len(self.heads), -1)), dim=-1).mean(dim=1)
