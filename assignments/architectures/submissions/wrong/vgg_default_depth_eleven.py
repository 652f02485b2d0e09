"""VGG-11 by default."""

FAILS = ["vgg"]
HINT = (
    "Without arguments your network is VGG-11. The default depth is 16: what people mean when "
    "they say VGG and nothing else."
)


class VGG(VGG):
    def __init__(self, depth=11, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(depth, num_classes, width, hidden, dropout)
