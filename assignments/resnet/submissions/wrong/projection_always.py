"""A projection in every block."""

from torch import nn

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Every block of yours has a projection, also where the input fits as it is. An identity "
    "shortcut costs no parameters, and it is what lets gradients pass unchanged; a projection "
    "stands only where the shape changes. Compare the parameter counts."
)


def _projection(in_channels, out_channels, stride):
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 1, stride, bias=False), nn.BatchNorm2d(out_channels)
    )
