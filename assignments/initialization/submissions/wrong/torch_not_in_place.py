"""A new tensor is returned, and the weight keeps its old values."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "You return a new tensor, and the weight you were given keeps its old values. The trailing "
    "underscore in the name is torch's sign for a change in place: the layer holds this very "
    "tensor, and learns of a new one only if somebody assigns it."
)


def xavier_normal_(weight, generator=None):
    std = weight[0].numel() ** -0.5
    draws = torch.randn(weight.shape, generator=generator, dtype=weight.dtype, device=weight.device)
    return std * draws
