"""The stem's max pooling has no padding."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "The max pooling of your stem loses the windows at the edge: it has no padding. With a 3x3 "
    "window and stride 2 a padding of 1 makes 56 places of 112, as in the table of the paper; "
    "without it there are 55."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        self.maxpool = nn.MaxPool2d(3, stride=2)
