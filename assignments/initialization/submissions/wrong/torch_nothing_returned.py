"""The weight is filled, but not returned."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "The weight is filled as it should be, but your function returns nothing. torch's methods and"
    " functions that work in place return the tensor they were given, so that calls can be "
    "chained."
)


def xavier_normal_(weight, generator=None):
    std = weight[0].numel() ** -0.5
    with torch.no_grad():
        weight.normal_(0, std, generator=generator)
