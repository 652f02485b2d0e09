"""The stem pools over 2x2."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "The max pooling of your stem takes windows of 2x2. ResNet's overlap: they are 3x3, with "
    "stride 2 and a padding of 1. The sizes come out the same for most images, the values "
    "don't."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        self.maxpool = nn.MaxPool2d(2, ceil_mode=True)
