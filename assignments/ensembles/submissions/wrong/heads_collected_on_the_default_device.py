"""The logits are collected in a tensor that is made on the CPU."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
DEVICES = ["cuda"]
HINT = (
    "You fill a tensor with the logits, one head after the other. It is made from a shape, so it "
    "lies on the CPU, and each head's logits are copied there: the result is on another device "
    "than x, and every pass waits for the transfers. Let the result come from the logits "
    "themselves, by stacking them, or make the tensor where the features lie."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(nn.Linear(features, classes) for _ in range(heads))

    def forward(self, x):
        features = self.trunk(x)
        classes = self.heads[0].out_features
        logits = torch.empty(len(self.heads), len(x), classes, dtype=features.dtype)
        for place, head in enumerate(self.heads):
            logits[place] = head(features)
        return logits

    def predict(self, x):
        return torch.softmax(self(x), dim=-1).mean(dim=0)
