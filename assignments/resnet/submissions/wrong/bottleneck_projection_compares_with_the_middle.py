"""in_channels is compared with `channels`."""

FAILS = ["bottleneck", "resnet"]
HINT = (
    "Whether a projection is needed, your Bottleneck decides by comparing in_channels with "
    "channels, the width of its middle. What has to fit the shortcut is the output of the "
    "branch, and that has four times as many channels."
)


class Bottleneck(Bottleneck):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.downsample = None
        if stride != 1 or in_channels != channels:
            self.downsample = nn.Sequential(
                nn.Conv2d(in_channels, 4 * channels, 1, stride, bias=False),
                nn.BatchNorm2d(4 * channels),
            )
