"""reshape makes a copy of a transposed weight, and the copy is filled."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "For a weight whose elements don't lie in order in memory, such as a transposed view, yours "
    "stays as it was: reshape returns a view where it can, and a copy where it can't, and you "
    "fill that copy. Fill the weight in its own shape."
)


def xavier_normal_(weight, generator=None):
    std = weight[0].numel() ** -0.5
    with torch.no_grad():
        weight.reshape(-1).normal_(0, std, generator=generator)
    return weight
