"""Takes the largest value of an integer entry."""

import torch

FAILS = ["average_parameters"]
HINT = (
    "Your counters are right, because they grow. For other integer entries, such as indices, the "
    "largest value of each place mixes several snapshots into something that none of them had. "
    "Take the last snapshot's value."
)


def average_parameters(snapshots):
    average = {}
    for name, last in snapshots[-1].items():
        values = torch.stack([snapshot[name] for snapshot in snapshots])
        average[name] = values.mean(dim=0) if last.is_floating_point() else values.amax(dim=0)
    return average
