"""The layout of VGG-11 for every depth."""

FAILS = ["vgg"]
HINT = (
    "Your VGG-16 has the convolutions of VGG-11: the argument depth doesn't reach the layout. "
    "The table says how many there are in each block, for both."
)


class VGG(VGG):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(11, num_classes, width, hidden, dropout)
