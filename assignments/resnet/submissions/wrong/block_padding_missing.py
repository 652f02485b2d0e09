"""The 3x3 convolutions have no padding."""

from torch import nn

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your 3x3 convolutions have no padding, so the branch loses a row and a column at every "
    "edge and no longer fits the shortcut. A 3x3 kernel needs a padding of 1 to keep the size "
    "of its input."
)


class BasicBlock(BasicBlock):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.conv1 = nn.Conv2d(in_channels, channels, 3, stride, bias=False)
        self.conv2 = nn.Conv2d(channels, channels, 3, bias=False)


class Bottleneck(Bottleneck):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.conv2 = nn.Conv2d(channels, channels, 3, stride, bias=False)
