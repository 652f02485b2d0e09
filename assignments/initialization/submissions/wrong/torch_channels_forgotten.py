"""Only the places of the kernel are counted, for a convolution."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "In a convolution you count the places of the kernel, but not the input channels. One output "
    "is a sum over both: each channel contributes one term for each place. How many elements does"
    " weight[0] have?"
)


def xavier_normal_(weight, generator=None):
    std = (weight[0].numel() if weight.ndim == 2 else weight[0, 0].numel()) ** -0.5
    with torch.no_grad():
        weight.normal_(0, std, generator=generator)
    return weight
