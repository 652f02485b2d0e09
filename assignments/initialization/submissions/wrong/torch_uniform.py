"""Uniform draws with the right variance."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "Your weights have the right spread, but are drawn evenly up to a bound. As the name of the "
    "function says, a normal distribution is asked for, with its few large values far out."
)


def xavier_normal_(weight, generator=None):
    std = (3 / weight[0].numel()) ** 0.5
    with torch.no_grad():
        weight.uniform_(-std, std, generator=generator)
    return weight
