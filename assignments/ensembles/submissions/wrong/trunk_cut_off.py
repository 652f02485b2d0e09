"""The features are detached."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your logits are right, but no gradient reaches the trunk or x: the features were detached. "
    "All heads train the trunk together, and their gradients add up in it."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(nn.Linear(features, classes) for _ in range(heads))

    def forward(self, x):
        features = self.trunk(x).detach()
        return torch.stack([head(features) for head in self.heads]) + 0 * self.trunk(x).sum()

    def predict(self, x):
        return torch.softmax(self(x), dim=-1).mean(dim=0)
