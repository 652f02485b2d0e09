"""The naive block: no 1 x 1 before 3 x 3 and 5 x 5."""

import torch
import torch.nn.functional as F
from torch import nn

FAILS = ["inception"]
HINT = (
    "Your 3 x 3 and 5 x 5 convolutions see the whole input: this is the paper's naive version, "
    "figure 2(a). With the 1 x 1 reductions before them they cost a fraction."
)


class Inception(nn.Module):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__()
        self.conv1x1 = nn.Conv2d(in_channels, ch1x1, 1)
        self.conv3x3 = nn.Conv2d(in_channels, ch3x3, 3, padding=1)
        self.conv5x5 = nn.Conv2d(in_channels, ch5x5, 5, padding=2)
        self.pool_proj = nn.Conv2d(in_channels, pool_proj, 1)

    def forward(self, x):
        pooled = F.max_pool2d(x, 3, 1, 1)
        parts = [self.conv1x1(x), self.conv3x3(x), self.conv5x5(x), self.pool_proj(pooled)]
        return torch.cat(parts, dim=1).relu()
