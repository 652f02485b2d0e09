"""conv1 has padding 2."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "The padding of your first convolution doesn't belong to its kernel: a 7x7 kernel reaches "
    "three places to each side of its middle, so it needs a padding of 3 for the output to have "
    "just half the side of the image."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        self.conv1 = nn.Conv2d(3, width, 7, stride=2, padding=2, bias=False)
