"""A ReLU at the end of the projection."""

from torch import nn

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your projection ends in a ReLU. Then the shortcut carries nothing negative, and one more "
    "nonlinearity lies on the way of the gradient. The shortcut is linear: convolution and "
    "BatchNorm; the ReLU takes the sum."
)


def _projection(in_channels, out_channels, stride):
    if stride == 1 and in_channels == out_channels:
        return None

    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 1, stride, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )
