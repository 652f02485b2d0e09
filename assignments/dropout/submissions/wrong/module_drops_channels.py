"""Dropout2d on images: whole channels go."""

import torch.nn.functional as F
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "On images your module drops whole channels, as nn.Dropout2d does. The layer we are asked for "
    "decides for every element by itself, whatever the number of axes."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if x.ndim == 4:
            return F.dropout2d(x, 1 - self.p, self.training)
        return F.dropout(x, 1 - self.p, self.training)
