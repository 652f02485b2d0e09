"""Dropped places and channels of zeros instead of a projection."""

from torch import nn
from torch.nn import functional as F

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "Your shortcut drops places and fills the new channels with zeros. The paper tries that "
    "too, as option A, which has no parameters; asked for is option B, the projection by a 1x1 "
    "convolution and a BatchNorm, as in torchvision and in the parameter counts."
)


class ZeroChannels(nn.Module):
    def __init__(self, more, stride):
        super().__init__()
        self.more, self.stride = more, stride

    def forward(self, x):
        return F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, 0, self.more))


def _projection(in_channels, out_channels, stride):
    if stride == 1 and in_channels == out_channels:
        return None
    return ZeroChannels(out_channels - in_channels, stride)
