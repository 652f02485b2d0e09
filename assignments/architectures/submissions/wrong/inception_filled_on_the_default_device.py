"""The branches are written into a tensor that is made on the CPU."""

import torch
from torch import nn

FAILS = ["inception"]
DEVICES = ["cuda"]
HINT = (
    "You write each branch into its channels of a tensor that was made from a shape, on the CPU. "
    "Writing copies from the GPU, so nothing fails at once, but the block's output lies on the "
    "CPU and the next layer can't use it. Joining the branches along the channels needs no such "
    "tensor; or make it where x lies."
)


class Inception(nn.Module):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__()
        self.conv1x1 = nn.Conv2d(in_channels, ch1x1, 1)
        self.reduce3x3 = nn.Conv2d(in_channels, ch3x3red, 1)
        self.conv3x3 = nn.Conv2d(ch3x3red, ch3x3, 3, padding=1)
        self.reduce5x5 = nn.Conv2d(in_channels, ch5x5red, 1)
        self.conv5x5 = nn.Conv2d(ch5x5red, ch5x5, 5, padding=2)
        self.pool = nn.MaxPool2d(3, stride=1, padding=1)
        self.pool_proj = nn.Conv2d(in_channels, pool_proj, 1)

    def forward(self, x):
        branches = [
            self.conv1x1(x),
            self.conv3x3(torch.relu(self.reduce3x3(x))),
            self.conv5x5(torch.relu(self.reduce5x5(x))),
            self.pool_proj(self.pool(x)),
        ]
        n, _, height, width = x.shape
        channels = sum(branch.shape[1] for branch in branches)
        out = torch.zeros(n, channels, height, width, dtype=x.dtype)
        first = 0
        for branch in branches:
            out[:, first : first + branch.shape[1]] = torch.relu(branch)
            first += branch.shape[1]
        return out
