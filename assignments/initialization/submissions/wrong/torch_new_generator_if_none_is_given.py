"""Without a generator, a new one is made, always with the same default seed."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "When no generator is given, you make one. A new torch.Generator always starts from the same "
    "default seed, so every layer of the same shape gets the same weights, and torch.manual_seed "
    "has no effect. None means torch's own generator."
)


def xavier_normal_(weight, generator=None):
    if generator is None:
        generator = torch.Generator(weight.device)
    with torch.no_grad():
        return weight.normal_(0, weight[0].numel() ** -0.5, generator=generator)
