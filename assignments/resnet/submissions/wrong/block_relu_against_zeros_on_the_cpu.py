"""ReLU as the larger of the values and a zero that lies on the CPU."""

import torch

FAILS = ["basic_block", "bottleneck", "resnet"]
DEVICES = ["cuda"]
HINT = (
    "Your ReLU compares with a tensor that holds a zero. It is made on the CPU, where torch makes "
    "tensors unless it is told otherwise, and a GPU can't compare with it: only tensors without "
    "any axis may come from the CPU. A plain number belongs to no device; torch's own ReLU needs "
    "neither."
)


def relu(x):
    return torch.maximum(x, torch.zeros(1, dtype=x.dtype))


class BasicBlock(BasicBlock):
    def forward(self, x):
        branch = relu(self.bn1(self.conv1(x)))
        branch = self.bn2(self.conv2(branch))
        return relu(branch + (x if self.downsample is None else self.downsample(x)))


class Bottleneck(Bottleneck):
    def forward(self, x):
        branch = relu(self.bn1(self.conv1(x)))
        branch = relu(self.bn2(self.conv2(branch)))
        branch = self.bn3(self.conv3(branch))
        return relu(branch + (x if self.downsample is None else self.downsample(x)))
