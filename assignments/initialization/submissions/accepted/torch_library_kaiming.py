"""torch's own Kaiming initialization with a gain of 1, which is the Xavier of the sheet."""

from torch import nn


def xavier_normal_(weight, generator=None):
    return nn.init.kaiming_normal_(
        weight, mode="fan_in", nonlinearity="linear", generator=generator
    )
