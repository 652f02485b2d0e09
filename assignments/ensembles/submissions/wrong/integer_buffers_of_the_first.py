"""Takes integers from the first snapshot."""

import torch

FAILS = ["average_parameters"]
HINT = (
    "Your floats are right. Integer entries come from your first snapshot; asked for is the last "
    "one's value, since that many batches have been seen by now."
)


def average_parameters(snapshots):
    return {
        name: torch.stack([snapshot[name] for snapshot in snapshots]).mean(dim=0)
        if first.is_floating_point()
        else first.clone()
        for name, first in snapshots[0].items()
    }
