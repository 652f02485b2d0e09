"""Each convolution of the branch has the stride."""

from torch import nn

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Every convolution of your branch has the block's stride, so two of them divide the image's "
    "sides by its square, and the shortcut no longer fits. One convolution has the stride, the "
    "others have stride 1: the docstring says which."
)


class BasicBlock(BasicBlock):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.conv2 = nn.Conv2d(channels, channels, 3, stride, padding=1, bias=False)


class Bottleneck(Bottleneck):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.conv1 = nn.Conv2d(in_channels, channels, 1, stride, bias=False)
        self.conv3 = nn.Conv2d(channels, 4 * channels, 1, stride, bias=False)
