"""The last convolution gives `channels`, not four times as many."""

FAILS = ["bottleneck", "resnet"]
HINT = (
    "Your Bottleneck puts out as many channels as it has in its middle. The last 1x1 "
    "convolution widens: it gives expansion * channels, four times as many, and bn3 and the "
    "projection follow it."
)


class Bottleneck(Bottleneck):
    expansion = 1
