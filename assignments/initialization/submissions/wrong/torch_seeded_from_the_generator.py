"""torch's own generator is seeded anew from the given one's seed, each time."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "You seed torch's own generator from the one you are given. A generator moves on with every "
    "draw, but its initial seed stays, so each call gives the same weights. Draw from the "
    "generator itself."
)


def xavier_normal_(weight, generator=None):
    if generator is not None:
        torch.manual_seed(generator.initial_seed())
    with torch.no_grad():
        return weight.normal_(0, weight[0].numel() ** -0.5)
