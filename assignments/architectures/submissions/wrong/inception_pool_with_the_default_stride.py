"""The pooling branch with a stride of 3."""

from torch import nn

FAILS = ["inception"]
HINT = (
    "Your pooling branch comes out three times smaller: without a stride, torch's pooling moves "
    "by its kernel. Here its stride is 1: nothing in the block changes the size of the image."
)


class Inception(Inception):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__(in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj)
        self.pool = nn.MaxPool2d(3, padding=1)
