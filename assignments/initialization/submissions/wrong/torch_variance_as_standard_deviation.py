"""1 / fan_in as the standard deviation."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "Your weights are too small: 1 / fan_in is the variance, and what torch's normal_ wants is "
    "the standard deviation."
)


def xavier_normal_(weight, generator=None):
    std = 1 / weight[0].numel()
    with torch.no_grad():
        weight.normal_(0, std, generator=generator)
    return weight
