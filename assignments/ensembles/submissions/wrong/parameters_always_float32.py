"""Every average is a float32 tensor."""

import torch

FAILS = ["average_parameters"]
HINT = (
    "Your average is float32 whatever the snapshots are. An entry keeps its dtype; otherwise the "
    "network that it is loaded into changes silently, or refuses its inputs."
)


def average_parameters(snapshots):
    return {
        name: torch.stack([snapshot[name].float() for snapshot in snapshots]).mean(dim=0)
        if last.is_floating_point()
        else last.clone()
        for name, last in snapshots[-1].items()
    }
