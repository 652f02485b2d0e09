"""Only the first head's gradient reaches the trunk."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your logits are right, but only the first head trains the trunk: the features are detached "
    "for the others. The trunk's gradient is the sum over all heads."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(nn.Linear(features, classes) for _ in range(heads))

    def forward(self, x):
        features = self.trunk(x)
        first, *others = self.heads
        return torch.stack([first(features), *(head(features.detach()) for head in others)])

    def predict(self, x):
        return torch.softmax(self(x), dim=-1).mean(dim=0)
