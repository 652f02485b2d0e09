"""The output is relu(branch)."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your block never adds its shortcut: it is a plain stack of convolutions. Compare with "
    "residual_forward: the last ReLU takes the sum of the branch and the input, or of the "
    "branch and the projected input."
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + 0 * shortcut)


class Bottleneck(Bottleneck):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = torch.relu(self.bn2(self.conv2(branch)))
        branch = self.bn3(self.conv3(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.relu(branch + 0 * shortcut)
