"""An adaptive maximum in place of the average."""

from torch import nn

FAILS = ["alexnet", "vgg"]
HINT = (
    "Your adaptive pooling takes the maximum of each of its windows. Both networks average "
    "there, although all their other pooling is a maximum."
)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        self.adaptive_pool = nn.AdaptiveMaxPool2d(6)


class VGG(VGG):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(depth, num_classes, width, hidden, dropout)
        self.adaptive_pool = nn.AdaptiveMaxPool2d(7)
