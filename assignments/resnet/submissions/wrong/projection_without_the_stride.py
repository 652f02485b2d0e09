"""The shortcut's convolution has stride 1."""

from torch import nn

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your projection gets the channels right but keeps every place, while the branch drops some "
    "by its stride. The two can't be added then. The 1x1 convolution of the shortcut has the "
    "stride of the block."
)


def _projection(in_channels, out_channels, stride):
    if stride == 1 and in_channels == out_channels:
        return None

    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 1, bias=False), nn.BatchNorm2d(out_channels)
    )
