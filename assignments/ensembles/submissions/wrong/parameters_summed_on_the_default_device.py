"""The sum of the snapshots begins with zeros on the CPU."""

import torch

FAILS = ["average_parameters"]
DEVICES = ["cuda"]
HINT = (
    "Your sum begins with zeros that are made from a shape and a dtype, without a device: they "
    "lie on the CPU, and the first snapshot on a GPU can't be added to them. Zeros can be made "
    "like a given tensor, or the sum can begin with a copy of the first snapshot."
)


def average_parameters(snapshots):
    average = {}
    for name, last in snapshots[-1].items():
        if not last.is_floating_point():
            average[name] = last.clone()
            continue
        total = torch.zeros(last.shape, dtype=last.dtype)
        for snapshot in snapshots:
            total += snapshot[name]
        average[name] = total / len(snapshots)
    return average
