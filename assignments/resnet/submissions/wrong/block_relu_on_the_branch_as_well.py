"""A ReLU after the last BatchNorm, and one after the sum."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your branch goes through a ReLU after its last BatchNorm, before the addition, and the sum "
    "through another. The first of them is one too many: the branch must be able to lower what "
    "the shortcut carries, so it stays linear at its end."
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(torch.relu(branch) + shortcut)


class Bottleneck(Bottleneck):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = torch.relu(self.bn2(self.conv2(branch)))
        branch = self.bn3(self.conv3(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(torch.relu(branch) + shortcut)
