"""`channels` is taken for the output's."""

import torch
from torch import nn

FAILS = ["bottleneck", "resnet"]
HINT = (
    "You take the argument channels for the width of the output, and make the middle a quarter "
    "of it. channels is the width of the middle, where the 3x3 convolution works; the output "
    "has four times as many."
)


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        middle = max(channels // 4, 1)
        self.conv1 = nn.Conv2d(in_channels, middle, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(middle)
        self.conv2 = nn.Conv2d(middle, middle, 3, stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(middle)
        self.conv3 = nn.Conv2d(middle, channels, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(channels)
        self.downsample = _projection(in_channels, channels, stride)

    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = self.bn3(self.conv3(torch.relu(self.bn2(self.conv2(branch)))))
        return torch.relu(branch + (x if self.downsample is None else self.downsample(x)))
