"""A trunk that nn.Module does not know of."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your trunk is hidden in a plain list, where nn.Module does not look: an optimizer made from "
    "parameters() trains the heads only. Make it a submodule called trunk."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.hidden = [trunk]
        self.heads = nn.ModuleList(nn.Linear(features, classes) for _ in range(heads))

    def forward(self, x):
        features = self.hidden[0].to(x.device, x.dtype)(x)
        return torch.stack([head(features) for head in self.heads])

    def predict(self, x):
        return torch.softmax(self(x), dim=-1).mean(dim=0)
