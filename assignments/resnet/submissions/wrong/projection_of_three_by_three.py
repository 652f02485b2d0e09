"""The shortcut's convolution is a 3x3 one."""

from torch import nn

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your projection mixes neighbouring places: it is a 3x3 convolution. The shortcut changes "
    "only the number of channels and drops places by its stride, as near to the identity as the "
    "new shape allows. A 1x1 convolution does that, with a ninth of the parameters."
)


def _projection(in_channels, out_channels, stride):
    if stride == 1 and in_channels == out_channels:
        return None

    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False),
        nn.BatchNorm2d(out_channels),
    )
