"""conv1 is a 3x3 convolution."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "The first convolution of your network has a 3x3 kernel. Variants for small images, such as "
    "those of CIFAR, begin like that; the ResNet of this table begins with a 7x7 kernel, stride "
    "2 and padding 3."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        self.conv1 = nn.Conv2d(3, width, 3, stride=2, padding=1, bias=False)
