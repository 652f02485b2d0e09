"""eval() of its own, which an outer network never calls."""

import torch.nn.functional as F
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "Your module follows its own eval(), but not that of a network it is part of: the network "
    "sets the mode of its parts without calling their eval(). nn.Module keeps the mode for you, "
    "in self.training."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p
        self.on = True

    def forward(self, x):
        return F.dropout(x, 1 - self.p, self.on)

    def eval(self):
        self.on = False
        return super().eval()

    def train(self, mode=True):
        self.on = self.on or mode
        return super().train(mode)
