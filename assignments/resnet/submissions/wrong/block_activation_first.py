"""BatchNorm and ReLU before each convolution."""

import torch
from torch import nn

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your blocks apply BatchNorm and ReLU before each convolution, and none after the addition. "
    "That is the second form of the residual block, of the ECCV paper of the same year. Asked "
    "for is the first: convolution, BatchNorm, ReLU, and a ReLU after the sum."
)


class BasicBlock(BasicBlock):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.bn1 = nn.BatchNorm2d(in_channels)

    def forward(self, x):
        branch = self.conv1(torch.relu(self.bn1(x)))
        branch = self.conv2(torch.relu(self.bn2(branch)))
        return branch + (x if self.downsample is None else self.downsample(x))


class Bottleneck(Bottleneck):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.bn1, self.bn3 = nn.BatchNorm2d(in_channels), nn.BatchNorm2d(channels)

    def forward(self, x):
        branch = self.conv1(torch.relu(self.bn1(x)))
        branch = self.conv2(torch.relu(self.bn2(branch)))
        branch = self.conv3(torch.relu(self.bn3(branch)))
        return branch + (x if self.downsample is None else self.downsample(x))
