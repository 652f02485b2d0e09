"""predict takes the softmax of the mean logits."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your prediction averages the heads' logits and takes one softmax. That is the question from "
    "the first part again: each head gets a softmax of its own, then probabilities are averaged."
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
        return torch.softmax(self(x).mean(dim=0), dim=-1)
