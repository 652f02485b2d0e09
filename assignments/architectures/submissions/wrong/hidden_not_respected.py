"""fc6 and fc7 of a fixed size."""

FAILS = ["alexnet", "vgg"]
HINT = (
    "Your fc6 and fc7 have 4096 features, whatever hidden says. Use the argument, also for what "
    "comes into fc7 and fc8."
)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, 4096, dropout)


class VGG(VGG):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(depth, num_classes, width, 4096, dropout)
