"""forward returns probabilities."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your forward pass returns probabilities. A loss such as cross_entropy takes the softmax "
    "itself, and does so more stably; return logits, and leave probabilities to predict."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(nn.Linear(features, classes) for _ in range(heads))

    def forward(self, x):
        features = self.trunk(x)
        return torch.stack([head(features) for head in self.heads]).softmax(dim=-1)

    def predict(self, x):
        return self(x).mean(dim=0)
