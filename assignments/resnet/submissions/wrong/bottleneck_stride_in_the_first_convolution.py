"""The stride stands in the first 1x1 convolution."""

from torch import nn

FAILS = ["bottleneck", "resnet"]
HINT = (
    "Your Bottleneck has its stride in the first 1x1 convolution, as the paper has it. A 1x1 "
    "convolution with stride 2 never looks at three of four places. This assignment asks for "
    "ResNet v1.5, as torchvision has it: the stride stands in the 3x3 convolution."
)


class Bottleneck(Bottleneck):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.conv1 = nn.Conv2d(in_channels, channels, 1, stride, bias=False)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
