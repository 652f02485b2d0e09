"""The probability of dropping taken for that of keeping."""

from torch import nn

FAILS = ["alexnet", "vgg"]
HINT = (
    "You keep as many numbers as you should drop. In torch, and here, the probability of a "
    "dropout layer is that of *dropping*; some texts, our assignment on dropout among them, "
    "count what is kept."
)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        self.dropout = nn.Dropout(1 - dropout)


class VGG(VGG):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(depth, num_classes, width, hidden, dropout)
        self.dropout = nn.Dropout(1 - dropout)
