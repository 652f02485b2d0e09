"""No ReLU after bn2."""

import torch

FAILS = ["bottleneck", "resnet"]
HINT = (
    "After bn2 your branch goes on without a ReLU. Two of the three BatchNorms of a Bottleneck "
    "have a ReLU after them, the first and the second; only the third goes into the addition as "
    "it is."
)


class Bottleneck(Bottleneck):
    def forward(self, x):
        branch = torch.relu(self.bn1(self.conv1(x)))
        branch = self.bn3(self.conv3(self.bn2(self.conv2(branch))))
        return torch.relu(branch + (x if self.downsample is None else self.downsample(x)))
