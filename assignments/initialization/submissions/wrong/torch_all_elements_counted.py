"""The number of all elements is taken for the fan-in."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "You divide by the number of all weights. They are shared out among the outputs: one output "
    "is a sum over its own weights alone, those of one entry of axis 0."
)


def xavier_normal_(weight, generator=None):
    std = weight.numel() ** -0.5
    with torch.no_grad():
        weight.normal_(0, std, generator=generator)
    return weight
