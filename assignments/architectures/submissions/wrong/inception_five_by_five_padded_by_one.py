"""conv5x5 with padding 1."""

FAILS = ["inception"]
HINT = (
    "Your third branch comes out two rows and two columns smaller than the others. A k x k "
    "window keeps the size with a padding of (k - 1) / 2: 2 for the 5 x 5."
)


class Inception(Inception):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__(in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj)
        self.conv5x5.padding = (1, 1)
