"""Sums over the snapshots."""

import torch

FAILS = ["average_parameters"]
HINT = (
    "You add the snapshots up and don't divide by their number. The sum of two good networks is a "
    "network with weights twice as large, not one between them."
)


def average_parameters(snapshots):
    average = {}
    for name, last in snapshots[-1].items():
        values = [snapshot[name] for snapshot in snapshots]
        average[name] = torch.stack(values).sum(dim=0) if last.is_floating_point() else last.clone()
    return average
