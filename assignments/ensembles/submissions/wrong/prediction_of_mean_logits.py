"""predict returns the mean logits."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your prediction returns the mean of the heads' logits: its rows can be negative and don't "
    "sum to 1. Asked for are probabilities, the mean of the heads' softmaxes."
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
        return self(x).mean(dim=0)
