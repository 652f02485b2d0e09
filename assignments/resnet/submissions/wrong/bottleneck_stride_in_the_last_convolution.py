"""The stride stands in the last 1x1 convolution."""

from torch import nn

FAILS = ["bottleneck", "resnet"]
HINT = (
    "The shapes of your Bottleneck are right, but its stride stands in the last 1x1 "
    "convolution, which then drops three of four places that the 3x3 convolution has worked "
    "for. The stride belongs in the 3x3 convolution."
)


class Bottleneck(Bottleneck):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.conv3 = nn.Conv2d(channels, 4 * channels, 1, stride, bias=False)
