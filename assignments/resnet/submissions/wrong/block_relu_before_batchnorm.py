"""Convolution, ReLU, BatchNorm."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "In your branch the ReLU stands between a convolution and its BatchNorm. The order is "
    "convolution, BatchNorm, ReLU: the BatchNorm sees the convolution's whole output, and what "
    "goes on is not negative."
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        branch = self.bn1(torch.relu(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + shortcut)


class Bottleneck(Bottleneck):
    def forward(self, x):
        branch = self.bn1(torch.relu(self.conv1(x)))
        branch = self.bn2(torch.relu(self.conv2(branch)))
        branch = self.bn3(self.conv3(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + shortcut)
