"""Averages where the maximum belongs."""

from torch import nn

FAILS = ["alexnet", "vgg", "inception"]
HINT = (
    "You pool by averages, as LeNet-5 did. From AlexNet on, pooling within a network takes the "
    "maximum of each window."
)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        self.pool = nn.AvgPool2d(3, stride=2)


class VGG(VGG):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(depth, num_classes, width, hidden, dropout)
        for block in range(1, 6):
            setattr(self.features, f"pool{block}", nn.AvgPool2d(2))


class Inception(Inception):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__(in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj)
        self.pool = nn.AvgPool2d(3, stride=1, padding=1)
