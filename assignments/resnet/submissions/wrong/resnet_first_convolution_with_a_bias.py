"""conv1 has a bias."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "The stem's convolution has a bias in your network, which nn.Conv2d gives it unless it is "
    "told otherwise. It is followed by a BatchNorm, as all the others, so the bias would never "
    "do anything, and your parameter counts are too large by width."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        self.conv1 = nn.Conv2d(3, width, 7, stride=2, padding=3)
