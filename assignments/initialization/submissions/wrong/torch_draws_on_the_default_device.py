"""New draws on the CPU, by the generator that is given, and copied into the weight."""

import torch

FAILS = ["xavier_normal_"]
DEVICES = ["cuda"]
HINT = (
    "You draw into a new tensor of the weight's shape, which lies on the CPU, with a generator of "
    "the weight's device. On a GPU the two don't fit, and torch refuses. Draw on the device of "
    "the weight; best into the weight itself, which needs no second tensor and no transfer."
)


def xavier_normal_(weight, generator=None):
    draws = torch.randn(weight.shape, generator=generator, dtype=weight.dtype)
    with torch.no_grad():
        return weight.copy_(draws / weight[0].numel() ** 0.5)
