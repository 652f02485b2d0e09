"""torch's Kaiming initialization with its default gain: 2 / fan_in."""

from torch import nn

FAILS = ["xavier_normal_"]
HINT = (
    "You call torch's Kaiming initialization with its default nonlinearity. The fan-in is right, "
    "but its default has a gain for rectifiers in it, so that the variance is 2 / fan_in. Xavier "
    "goes without."
)


def xavier_normal_(weight, generator=None):
    return nn.init.kaiming_normal_(weight, generator=generator)
