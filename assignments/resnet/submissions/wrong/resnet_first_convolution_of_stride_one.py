"""conv1 has stride 1."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "The first convolution of your network keeps the size of the image. It has stride 2, and "
    "the max pooling after it halves the sides once more: a 224x224 image enters the first "
    "stage as 56x56."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        self.conv1 = nn.Conv2d(3, width, 7, stride=1, padding=3, bias=False)
