"""Hands on the last snapshot's own integer tensors."""

import torch

FAILS = ["average_parameters"]
HINT = (
    "Your values are right, but integer entries are the last snapshot's own tensors. When the "
    "averaged network is trained on, its counter would change that snapshot. Copy them, too."
)


def average_parameters(snapshots):
    return {
        name: torch.stack([snapshot[name] for snapshot in snapshots]).mean(dim=0)
        if last.is_floating_point()
        else last
        for name, last in snapshots[-1].items()
    }
