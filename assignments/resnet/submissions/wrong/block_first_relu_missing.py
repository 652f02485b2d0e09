"""No ReLU after bn1."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "After bn1 your branch goes on without a ReLU, so that two convolutions follow each other "
    "with nothing nonlinear between them. Every BatchNorm of the branch but the last has a ReLU "
    "after it."
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        branch = self.bn1(self.conv1(x))
        branch = self.bn2(self.conv2(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + shortcut)


class Bottleneck(Bottleneck):
    def forward(self, x):
        branch = self.bn1(self.conv1(x))
        branch = torch.relu(self.bn2(self.conv2(branch)))
        branch = self.bn3(self.conv3(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + shortcut)
