"""conv1 without padding."""

FAILS = ["alexnet"]
HINT = (
    "Your conv1 is not padded. The paper speaks of images of 224 x 224 and of 55 x 55 outputs, "
    "which takes a padding of 2 in all implementations that keep 224."
)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        self.conv1.padding = (0, 0)
