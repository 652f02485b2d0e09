"""Heads that nn.Module does not know of."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your heads lie in a plain Python list, where nn.Module does not look: they are not in "
    "parameters(), so no optimizer trains them, and .to(device) leaves them behind. nn.ModuleList "
    "is a list that registers its modules."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = [nn.Linear(features, classes) for _ in range(heads)]

    def forward(self, x):
        features = self.trunk(x)
        return torch.stack([head.to(x.device, x.dtype)(features) for head in self.heads])

    def predict(self, x):
        return torch.softmax(self(x), dim=-1).mean(dim=0)
