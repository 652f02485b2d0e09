"""Returns the last snapshot alone."""

import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "You return one snapshot only, the last. The point of the cycles is that each of them ends in "
    "a network worth keeping: one snapshot for each cycle, in a list."
)


def train_snapshots(model, x, y, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr0)
    snapshots = []
    model.train()
    for step in range(total_steps):
        optimizer.param_groups[0]["lr"] = snapshot_schedule(step, total_steps, cycles, lr0)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        if (step + 1) % length == 0 or step + 1 == total_steps:
            snapshots.append({name: value.clone() for name, value in model.state_dict().items()})
    return snapshots[-1:]
