"""The shortcut carries values but no gradient."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your output is right, but no gradient comes back along the shortcut: it was cut from "
    "autograd's graph. The gradient that passes there unchanged is the reason for building the "
    "block this way, so nothing may detach it."
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + shortcut.detach())


class Bottleneck(Bottleneck):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = torch.relu(self.bn2(self.conv2(branch)))
        branch = self.bn3(self.conv3(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + shortcut.detach())
