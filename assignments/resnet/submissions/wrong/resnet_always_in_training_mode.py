"""eval() has no effect."""

FAILS = ["resnet"]
HINT = (
    "Your network stays in training mode after .eval(): each forward pass, or an overridden "
    "train method, switches it back. In evaluation the BatchNorms must use their running "
    "statistics and leave them as they are. The mode is the caller's to choose."
)


class ResNet(ResNet):
    def forward(self, x):
        self.train()
        return super().forward(x)
