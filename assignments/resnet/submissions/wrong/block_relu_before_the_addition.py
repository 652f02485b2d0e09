"""A ReLU on the branch instead of on the sum."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "You apply the last ReLU to the branch and then add the shortcut. In this order a block can "
    "only raise its input, so the values grow from block to block. The addition comes first, "
    "and the ReLU takes the sum."
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch) + shortcut


class Bottleneck(Bottleneck):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = torch.relu(self.bn2(self.conv2(branch)))
        branch = self.bn3(self.conv3(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch) + shortcut
