"""New draws, scaled, then copied into the weight, under the decorator form of no_grad."""

import torch


@torch.no_grad()
def xavier_normal_(weight, generator=None):
    receptive_field = 1
    for size in weight.size()[2:]:
        receptive_field *= size
    fan_in = weight.size(1) * receptive_field
    draws = torch.randn(weight.shape, generator=generator, dtype=weight.dtype, device=weight.device)
    weight.copy_(draws / fan_in**0.5)
    return weight
