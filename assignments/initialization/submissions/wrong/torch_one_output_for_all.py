"""One output's weights are drawn, and copied to all of them."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "All outputs of your layer have the same weights, so they compute the same thing, get the "
    "same gradient, and stay alike. You draw for one output and let it spread over the rest. "
    "Every element needs a draw of its own."
)


def xavier_normal_(weight, generator=None):
    std = weight[0].numel() ** -0.5
    with torch.no_grad():
        weight.copy_(std * torch.empty_like(weight[0]).normal_(generator=generator))
    return weight
