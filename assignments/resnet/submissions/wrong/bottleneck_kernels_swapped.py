"""3x3, 1x1, 3x3."""

from torch import nn

FAILS = ["bottleneck", "resnet"]
HINT = (
    "The kernels of your Bottleneck stand in another order. The costly 3x3 convolution comes "
    "second, where the channels are few; the 1x1 ones before and after it only narrow and "
    "widen. The other way round the block would cost many times more."
)


class Bottleneck(Bottleneck):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.conv1 = nn.Conv2d(in_channels, channels, 3, padding=1, bias=False)
        self.conv2 = nn.Conv2d(channels, channels, 1, stride, bias=False)
        self.conv3 = nn.Conv2d(channels, 4 * channels, 3, padding=1, bias=False)
