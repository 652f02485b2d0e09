"""Knows num_batches_tracked and no other integer entry."""

import torch

FAILS = ["average_parameters"]
HINT = (
    "You make an exception for num_batches_tracked by its name. Other modules have integer "
    "entries, too: masks, indices, counters of another name. Decide by the dtype of the entry."
)


def average_parameters(snapshots):
    average = {}
    for name, last in snapshots[-1].items():
        if name.endswith("num_batches_tracked"):
            average[name] = last.clone()
        else:
            average[name] = torch.stack([snapshot[name] for snapshot in snapshots]).mean(dim=0)
    return average
