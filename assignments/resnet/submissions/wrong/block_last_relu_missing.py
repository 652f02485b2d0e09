"""No ReLU after the addition."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your block returns the sum as it is, negative values included. The ReLU after the addition "
    "is missing: it is the one that the next block's convolutions expect to stand before them."
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return branch + shortcut


class Bottleneck(Bottleneck):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = torch.relu(self.bn2(self.conv2(branch)))
        branch = self.bn3(self.conv3(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return branch + shortcut
