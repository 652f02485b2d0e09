"""The stem's BatchNorm keeps no running statistics."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "The BatchNorm of your stem normalizes by the batch in evaluation too: it keeps no running "
    "statistics. An image's result then depends on the images beside it. Leave nn.BatchNorm2d "
    "with its defaults, and .eval() does the rest."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        self.bn1 = nn.BatchNorm2d(width, track_running_stats=False)
