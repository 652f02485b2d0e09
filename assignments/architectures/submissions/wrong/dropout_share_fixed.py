"""Half of the numbers dropped, whatever the argument says."""

from torch import nn

FAILS = ["alexnet", "vgg"]
HINT = (
    "You drop half of the numbers, which is nn.Dropout's default, whatever the argument dropout "
    "says. Hand it on, as you do with width and hidden."
)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        self.dropout = nn.Dropout()


class VGG(VGG):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(depth, num_classes, width, hidden, dropout)
        self.dropout = nn.Dropout()
