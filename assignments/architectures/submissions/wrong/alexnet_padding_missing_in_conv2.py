"""conv2 without padding."""

FAILS = ["alexnet"]
HINT = (
    "Your conv2 is not padded. With a padding of 2 its 5 x 5 windows keep the size of the "
    "image; the adaptive average hides the difference in shape, not in value."
)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        self.conv2.padding = (0, 0)
