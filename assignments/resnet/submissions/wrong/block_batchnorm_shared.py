"""bn1 stands after two convolutions."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "One BatchNorm of yours stands after two different convolutions, and another is never used. "
    "Each convolution's output has a mean and a variance of its own, so a shared layer's "
    "running statistics fit neither. Give every convolution its own."
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = self.bn1(self.conv2(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + shortcut)


class Bottleneck(Bottleneck):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = torch.relu(self.bn1(self.conv2(branch)))
        branch = self.bn3(self.conv3(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + shortcut)
