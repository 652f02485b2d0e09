"""forward returns the mean over the heads."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your forward pass returns the mean over the heads. Trained on their mean, heads are never "
    "asked to be right by themselves. Return the logits of every head; predict averages."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(nn.Linear(features, classes) for _ in range(heads))

    def forward(self, x):
        features = self.trunk(x)
        return torch.stack([head(features) for head in self.heads]).mean(dim=0)

    def predict(self, x):
        return torch.softmax(self(x), dim=-1)
