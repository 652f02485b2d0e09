"""The last convolution's output is added as it is."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "The last convolution of your branch is added without its BatchNorm. Every convolution of "
    "these blocks has a BatchNorm after it, also the one right before the addition."
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = self.conv2(branch)
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + shortcut)


class Bottleneck(Bottleneck):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = torch.relu(self.bn2(self.conv2(branch)))
        branch = self.conv3(branch)
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + shortcut)
