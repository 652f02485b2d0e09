"""Batch normalization after the first convolution."""

from collections import OrderedDict

from torch import nn

FAILS = ["lenet5", "alexnet", "vgg", "inception"]
HINT = (
    "There is batch normalization in your network: its parameters and running statistics are "
    "listed as not expected. It is younger than these four networks; modern variants have it, "
    "but their counts are others."
)


class LeNet5(LeNet5):
    def __init__(self, num_classes=10):
        super().__init__(num_classes)
        self.conv1 = nn.Sequential(OrderedDict(conv1=self.conv1, bn1=nn.BatchNorm2d(6)))


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        norm = nn.BatchNorm2d(width)
        self.conv1 = nn.Sequential(OrderedDict(conv1=self.conv1, bn1=norm))


class VGG(VGG):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(depth, num_classes, width, hidden, dropout)
        norm = nn.BatchNorm2d(width)
        first = OrderedDict(conv1_1=self.features.conv1_1, bn1_1=norm)
        self.features.conv1_1 = nn.Sequential(first)


class Inception(Inception):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__(in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj)
        norm = nn.BatchNorm2d(ch1x1)
        self.conv1x1 = nn.Sequential(OrderedDict(conv1x1=self.conv1x1, bn=norm))
