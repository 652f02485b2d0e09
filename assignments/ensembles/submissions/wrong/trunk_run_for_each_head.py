"""One pass of the trunk for each head."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your logits are right in evaluation, but the trunk runs once for each head. That is as slow "
    "as an ensemble of whole networks, and in training BatchNorm counts every batch several "
    "times. Run it once, and give its features to all heads."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(nn.Linear(features, classes) for _ in range(heads))

    def forward(self, x):
        return torch.stack([head(self.trunk(x)) for head in self.heads])

    def predict(self, x):
        return torch.softmax(self(x), dim=-1).mean(dim=0)
