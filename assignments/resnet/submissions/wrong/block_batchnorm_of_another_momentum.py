"""BatchNorms with momentum 0.9."""

from torch import nn

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your BatchNorms move their running statistics almost all the way to each batch. torch's "
    "momentum is the weight of the new value, 0.1 by default; 0.9 is the same habit in the "
    "other convention, where momentum is what is kept. Leave the defaults as they are."
)


class BasicBlock(BasicBlock):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.bn1, self.bn2 = (
            nn.BatchNorm2d(channels, momentum=0.9),
            nn.BatchNorm2d(channels, momentum=0.9),
        )


class Bottleneck(Bottleneck):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.bn1, self.bn2 = (
            nn.BatchNorm2d(channels, momentum=0.9),
            nn.BatchNorm2d(channels, momentum=0.9),
        )
        self.bn3 = nn.BatchNorm2d(4 * channels, momentum=0.9)
