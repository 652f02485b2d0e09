"""The mean of the snapshots is NumPy's."""

import numpy as np
import torch

FAILS = ["average_parameters"]
DEVICES = ["cuda"]
HINT = (
    "You let NumPy average the snapshots. NumPy has no access to a GPU's memory, so torch refuses "
    "to make an array of such a tensor; and fetched by hand, the average would lie on the CPU, "
    "where nobody looks for it. torch stacks and averages just as well, wherever the tensors are."
)


def average_parameters(snapshots):
    average = {}
    for name, last in snapshots[-1].items():
        if last.is_floating_point():
            mean = np.stack([snapshot[name].numpy() for snapshot in snapshots]).mean(axis=0)
            average[name] = torch.tensor(mean, dtype=last.dtype)
        else:
            average[name] = last.clone()
    return average
