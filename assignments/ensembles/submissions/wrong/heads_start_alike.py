"""Copies of one first head."""

import copy

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your heads are separate, but all start from the same weights. They see the same features and "
    "the same labels, so they get the same gradient in every step and stay equal. Draw new first "
    "weights for each head."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        head = nn.Linear(features, classes)
        self.heads = nn.ModuleList(copy.deepcopy(head) for _ in range(heads))

    def forward(self, x):
        features = self.trunk(x)
        return torch.stack([head(features) for head in self.heads])

    def predict(self, x):
        return torch.softmax(self(x), dim=-1).mean(dim=0)
