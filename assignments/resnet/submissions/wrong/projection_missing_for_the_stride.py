"""A projection only where the channels change."""

from torch import nn

FAILS = ["basic_block", "bottleneck"]
HINT = (
    "Where the stride is 2 but the number of channels stays, your block adds the input to a "
    "branch that has a quarter of its places. A projection is needed in that case too: the "
    "condition has two parts, joined by or. In a ResNet both happen at once, so the whole "
    "network doesn't show it."
)


def _projection(in_channels, out_channels, stride):
    if in_channels == out_channels:
        return None
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 1, stride, bias=False), nn.BatchNorm2d(out_channels)
    )
