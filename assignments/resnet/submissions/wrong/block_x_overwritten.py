"""The branch is added into x."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your block adds the branch into the tensor of its input. Autograd still needs the old "
    "values there: the first convolution's weight gradient is made from them, so the backward "
    "pass fails. Add in place to the branch, if anywhere, or simply make a new tensor."
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        shortcut += branch
        return torch.relu(shortcut)


class Bottleneck(Bottleneck):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = torch.relu(self.bn2(self.conv2(branch)))
        branch = self.bn3(self.conv3(branch))
        shortcut = x if self.downsample is None else self.downsample(x)
        shortcut += branch
        return torch.relu(shortcut)
