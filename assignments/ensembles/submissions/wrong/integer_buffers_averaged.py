"""Averages integers and cuts the fraction off."""

import torch

FAILS = ["average_parameters"]
HINT = (
    "Your floats are right. Integer entries are averaged as well, and rounded: the mean of two "
    "counters counts nothing, and the mean of two indices points anywhere. They are taken from "
    "the last snapshot."
)


def average_parameters(snapshots):
    average = {}
    for name, last in snapshots[-1].items():
        values = torch.stack([snapshot[name] for snapshot in snapshots])
        exact = values if last.is_floating_point() else values.double()
        average[name] = exact.mean(dim=0).to(last.dtype)
    return average
