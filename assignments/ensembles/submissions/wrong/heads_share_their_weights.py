"""One head, listed several times."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "All your heads are one and the same: [head] * 3 repeats a reference, it copies nothing. They "
    "can't disagree, so averaging gains nothing. Make a new layer for each head."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList([nn.Linear(features, classes)] * heads)

    def forward(self, x):
        features = self.trunk(x)
        return torch.stack([head(features) for head in self.heads])

    def predict(self, x):
        return torch.softmax(self(x), dim=-1).mean(dim=0)
