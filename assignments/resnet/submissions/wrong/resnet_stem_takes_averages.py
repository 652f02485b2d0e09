"""Average pooling in the stem."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "Your stem averages where it should take the maximum. ResNet has max pooling after its "
    "first convolution, and an average only at its end, over all places."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        self.maxpool = nn.AvgPool2d(3, stride=2, padding=1)
