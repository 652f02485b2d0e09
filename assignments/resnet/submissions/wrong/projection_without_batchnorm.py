"""No BatchNorm after the 1x1 convolution of the shortcut."""

from torch import nn

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your projection is a convolution alone. As every convolution of these networks it is "
    "followed by a BatchNorm, downsample.1, so that both terms of the sum are normalized before "
    "they are added."
)


def _projection(in_channels, out_channels, stride):
    if stride == 1 and in_channels == out_channels:
        return None

    return nn.Sequential(nn.Conv2d(in_channels, out_channels, 1, stride, bias=False))
