"""The projection is called shortcut, not downsample."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your projection is called shortcut. Many texts call it so, but a state dict is loaded by "
    "names, and the docstring gives torchvision's: the projection is downsample, its "
    "convolution downsample.0 and its BatchNorm downsample.1. Nothing else is wrong with it."
)


class BasicBlock(BasicBlock):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.shortcut = self.downsample
        del self.downsample

    def forward(self, x):
        branch = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(branch + (x if self.shortcut is None else self.shortcut(x)))


class Bottleneck(Bottleneck):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.shortcut = self.downsample
        del self.downsample

    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = self.bn3(self.conv3(torch.relu(self.bn2(self.conv2(branch)))))
        return torch.relu(branch + (x if self.shortcut is None else self.shortcut(x)))
