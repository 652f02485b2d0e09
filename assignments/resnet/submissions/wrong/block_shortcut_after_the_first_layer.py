"""The sum takes the first layer's output."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your sum takes the output of the first convolution as its second term. The skip goes "
    "around the whole branch: what is added at the end is the block's own input, so keep x "
    "under its name until then."
)


class BasicBlock(BasicBlock):
    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        x = torch.relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(x))
        return torch.relu(branch + x + 0 * shortcut)


class Bottleneck(Bottleneck):
    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        branch = torch.relu(self.bn1(self.conv1(x)))
        x = self.bn3(self.conv3(torch.relu(self.bn2(self.conv2(branch)))))
        return torch.relu(x + x + 0 * shortcut)
