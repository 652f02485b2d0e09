"""Returns a single snapshot as it is."""

import torch

FAILS = ["average_parameters"]
HINT = (
    "For several snapshots your average is right. A single one is returned as it is: the caller "
    "then holds the same tensors twice, and training the average changes the snapshot. The mean "
    "of one is a copy of it."
)


def average_parameters(snapshots):
    if len(snapshots) == 1:
        return snapshots[0]
    return {
        name: torch.stack([snapshot[name] for snapshot in snapshots]).mean(dim=0)
        if last.is_floating_point()
        else last.clone()
        for name, last in snapshots[-1].items()
    }
