"""The old values are scaled to the right spread."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "You scale what the weight held before, and draw nothing. Its spread is then right, but the "
    "values are not random: the same weight comes out every time, whatever the generator. Draw "
    "new ones."
)


def xavier_normal_(weight, generator=None):
    std = weight[0].numel() ** -0.5
    with torch.no_grad():
        weight.mul_(std / weight.std())
    return weight
