"""Without a generator the CPU's own is taken, wherever the weight lies."""

import torch

FAILS = ["xavier_normal_"]
DEVICES = ["cuda"]
HINT = (
    "Where no generator is given you take torch's default one by name. That is the one of the "
    "CPU; every GPU has another, and filling a weight on a GPU with the CPU's is refused. Hand on "
    "None as it came: torch then takes the default generator of the device that the weight lies "
    "on."
)


def xavier_normal_(weight, generator=None):
    if generator is None:
        generator = torch.default_generator
    with torch.no_grad():
        return weight.normal_(0, weight[0].numel() ** -0.5, generator=generator)
