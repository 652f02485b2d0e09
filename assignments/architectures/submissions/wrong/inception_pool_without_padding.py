"""The pooling branch not padded."""

from torch import nn

FAILS = ["inception"]
HINT = (
    "Your pooling branch comes out two rows and two columns smaller, so it can't be joined to "
    "the others. A 3 x 3 window with stride 1 keeps the size with a padding of 1."
)


class Inception(Inception):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__(in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj)
        self.pool = nn.MaxPool2d(3, stride=1)
