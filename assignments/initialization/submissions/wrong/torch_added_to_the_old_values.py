"""The draws are added to what the weight held before."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "You add the draws to what the weight holds already. Memory that was never filled holds "
    "anything, and a layer's own initialization is in it most often. Replace the values."
)


def xavier_normal_(weight, generator=None):
    std = weight[0].numel() ** -0.5
    with torch.no_grad():
        weight += std * torch.empty_like(weight).normal_(generator=generator)
    return weight
