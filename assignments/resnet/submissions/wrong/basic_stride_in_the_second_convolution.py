"""conv2 has the stride, not conv1."""

from torch import nn

FAILS = ["basic_block", "resnet"]
HINT = (
    "The shapes of your BasicBlock are right, but its stride stands in the second convolution. "
    "In ResNet the first 3x3 convolution has it, so that the second works on the smaller image, "
    "with the number of operations that goes with it."
)


class BasicBlock(BasicBlock):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.conv1 = nn.Conv2d(in_channels, channels, 3, padding=1, bias=False)
        self.conv2 = nn.Conv2d(channels, channels, 3, stride, padding=1, bias=False)
