"""BatchNorms with eps = 1e-3."""

from torch import nn

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your outputs are near the right ones, but not equal: your BatchNorms have another eps than "
    "nn.BatchNorm2d's default. Other libraries have other defaults; a network that is to take "
    "over torchvision's weights needs torch's."
)


class BasicBlock(BasicBlock):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.bn1, self.bn2 = nn.BatchNorm2d(channels, eps=1e-3), nn.BatchNorm2d(channels, eps=1e-3)


class Bottleneck(Bottleneck):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.bn1, self.bn2 = nn.BatchNorm2d(channels, eps=1e-3), nn.BatchNorm2d(channels, eps=1e-3)
        self.bn3 = nn.BatchNorm2d(4 * channels, eps=1e-3)
