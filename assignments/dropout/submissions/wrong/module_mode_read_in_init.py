"""self.training is looked at once, when the module is made."""

import torch.nn.functional as F
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "Your module stays in training for ever: you ask for the mode when it is made, and modules "
    "are made in training mode. .train() and .eval() come later; ask in forward."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p
        self.on = self.training

    def forward(self, x):
        return F.dropout(x, 1 - self.p, self.on)
