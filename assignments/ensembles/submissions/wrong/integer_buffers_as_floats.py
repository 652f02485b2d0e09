"""Averages integers into floats."""

import torch

FAILS = ["average_parameters"]
HINT = (
    "Your floats are right, but num_batches_tracked has become a float with a fraction. It counts "
    "batches, and an integer buffer keeps its dtype: take the last snapshot's value."
)


def average_parameters(snapshots):
    dtype = snapshots[0]["1.bias"].dtype if "1.bias" in snapshots[0] else None
    return {
        name: torch.stack([snapshot[name] for snapshot in snapshots]).mean(dim=0, dtype=dtype)
        for name in snapshots[0]
    }
