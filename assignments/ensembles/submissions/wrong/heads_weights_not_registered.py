"""The members' shares in the mean are a tensor that the module doesn't know of."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
DEVICES = ["cuda"]
HINT = (
    "Your predictions are a sum weighted by a tensor that is a plain attribute of the module. "
    "Moving the module to a GPU moves parameters and registered buffers, so this tensor stays on "
    "the CPU and the product fails. A mean needs no tensor of weights; if you want one, register "
    "it as a buffer."
)


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList(nn.Linear(features, classes) for _ in range(heads))
        self.shares = torch.full((heads, 1, 1), 1 / heads, dtype=torch.float64)

    def forward(self, x):
        features = self.trunk(x)
        return torch.stack([head(features) for head in self.heads])

    def predict(self, x):
        probabilities = torch.softmax(self(x), dim=-1)
        return (probabilities * self.shares.to(x.dtype)).sum(dim=0)
