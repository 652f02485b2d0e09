"""A normal distribution cut off at two standard deviations."""

from torch import nn

FAILS = ["xavier_normal_"]
HINT = (
    "Your draws are cut off at two standard deviations, so the weights scatter 12 % less than "
    "they should, and none lies far out. Take a normal distribution with its tails."
)


def xavier_normal_(weight, generator=None):
    std = weight[0].numel() ** -0.5
    return nn.init.trunc_normal_(weight, 0, std, -2 * std, 2 * std, generator=generator)
