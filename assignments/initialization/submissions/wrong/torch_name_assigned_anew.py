"""weight = ... gives the name to a new tensor; the caller's keeps its values."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "Assigning to the name `weight` makes this name, inside your function, stand for a new "
    "tensor: the one you were given doesn't change. Fill the tensor itself, by one of the methods"
    " whose names end with an underscore."
)


def xavier_normal_(weight, generator=None):
    fan_in = weight[0].numel()
    weight = torch.empty_like(weight).normal_(generator=generator)
    weight /= fan_in**0.5
    return weight
