"""A projection only where the stride isn't 1."""

from torch import nn

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Where the number of channels changes but the stride is 1, your block adds tensors with "
    "different numbers of channels. The first block of the first stage of a ResNet-50 is such a "
    "case: 64 channels come in, 256 go out. The condition has two parts, joined by or."
)


def _projection(in_channels, out_channels, stride):
    if stride == 1:
        return None
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 1, stride, bias=False), nn.BatchNorm2d(out_channels)
    )
