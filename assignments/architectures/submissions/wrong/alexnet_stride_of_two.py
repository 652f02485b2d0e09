"""conv1 with stride 2."""

FAILS = ["alexnet"]
HINT = (
    "Your conv1 moves by 2. Its stride is 4: an 11 x 11 window needn't be taken at every second "
    "pixel, and the rest of the network is four times cheaper for it."
)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        self.conv1.stride = (2, 2)
