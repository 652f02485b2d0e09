"""torch's own generator, whichever is given."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "The generator you are given is never used, so two calls with the same seed give other "
    "weights. Every method of torch that draws takes one."
)


def xavier_normal_(weight, generator=None):
    std = weight[0].numel() ** -0.5
    with torch.no_grad():
        weight.normal_(0, std)
    return weight
