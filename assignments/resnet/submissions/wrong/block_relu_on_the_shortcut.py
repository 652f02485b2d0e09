"""The shortcut is cut at 0 before the addition."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your shortcut goes through a ReLU before it is added. It should carry its input, or the "
    "projected input, unchanged; in a whole network the input of a block is a ReLU's output "
    "already, so that mistake only shows on a block by itself, or behind a projection."
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + torch.relu(shortcut))


class Bottleneck(Bottleneck):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = torch.relu(self.bn2(self.conv2(branch)))
        branch = self.bn3(self.conv3(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + torch.relu(shortcut))
