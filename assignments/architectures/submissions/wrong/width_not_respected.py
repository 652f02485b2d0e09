"""Channel counts written as fixed numbers."""

FAILS = ["alexnet", "vgg"]
HINT = (
    "With the default width your network is right, and with another one it has the same "
    "channels as before. All channel counts are multiples of width: 1, 3, 6, 4, 4 in AlexNet, "
    "1, 2, 4, 8, 8 in VGG."
)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, 64, hidden, dropout)


class VGG(VGG):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(depth, num_classes, 64, hidden, dropout)
