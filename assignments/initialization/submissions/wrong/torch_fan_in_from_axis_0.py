"""axis 0, which holds the outputs, is taken for the inputs."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "You take axis 0 for the inputs, as it is in the NumPy part of this assignment. torch keeps "
    "the outputs there: a linear weight is (out_features, in_features), and a layer computes x @ "
    "weight.T. One output belongs to one entry of axis 0."
)


def xavier_normal_(weight, generator=None):
    std = (weight.numel() / weight.shape[1]) ** -0.5
    with torch.no_grad():
        weight.normal_(0, std, generator=generator)
    return weight
