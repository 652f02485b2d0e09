"""exp of the logits as they are."""

import torch
from torch import nn

FAILS = ["head_ensemble"]
HINT = (
    "Your prediction is right for small logits, but exp overflows for large ones, and inf / inf "
    "is not a number. Subtract each row's maximum first, or use torch.softmax, which does."
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
        exponentials = torch.exp(self(x))
        return (exponentials / exponentials.sum(dim=-1, keepdim=True)).mean(dim=0)
