"""The shortcut's convolution has a bias."""

from torch import nn

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "The convolution of your projection has a bias. The BatchNorm right after it subtracts the "
    "mean and with it any constant, so that bias would never do anything; nn.Conv2d has one "
    "unless it is told otherwise."
)


def _projection(in_channels, out_channels, stride):
    if stride == 1 and in_channels == out_channels:
        return None

    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 1, stride), nn.BatchNorm2d(out_channels)
    )
