"""torch's own dropout, told the probability of dropping."""

import torch.nn.functional as F
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.drop_probability = 1.0 - p

    def forward(self, x):
        return F.dropout(x, p=self.drop_probability, training=self.training)
