"""No snapshot of a cycle that was cut short."""

import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "Where the steps can be divided evenly, your snapshots are right. Otherwise the last cycle is "
    "cut short, and you take no snapshot of it. The last cycle ends with the last step, whatever "
    "its length."
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
        if (step + 1) % length == 0:
            snapshots.append({name: value.clone() for name, value in model.state_dict().items()})
    return snapshots
