"""Logits of shape (N, heads, C)."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your logits have the samples first and the heads second. As everywhere in this assignment, "
    "members come first: (heads, N, C). The axis along which torch.stack puts its tensors can be "
    "chosen."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(nn.Linear(features, classes) for _ in range(heads))

    def forward(self, x):
        features = self.trunk(x)
        return torch.stack([head(features) for head in self.heads], dim=1)

    def predict(self, x):
        return torch.softmax(self(x), dim=-1).mean(dim=1)
