"""Every convolution of the branch has a bias."""

from torch import nn

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "The convolutions of your branch have a bias, which nn.Conv2d gives them unless it is told "
    "otherwise. The BatchNorm after each subtracts the mean, and any constant with it, so these "
    "biases would be parameters that never do anything. BatchNorm has one of its own."
)


class BasicBlock(BasicBlock):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.conv1 = nn.Conv2d(in_channels, channels, 3, stride, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)


class Bottleneck(Bottleneck):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.conv1 = nn.Conv2d(in_channels, channels, 1)
        self.conv2 = nn.Conv2d(channels, channels, 3, stride, padding=1)
        self.conv3 = nn.Conv2d(channels, 4 * channels, 1)
