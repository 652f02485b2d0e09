"""Takes the snapshot after the first step of each cycle."""

import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "You take snapshots after the first step of each cycle, right after the largest jump. Steps "
    "are counted from 0, so a step whose number is a multiple of the length starts a cycle. Which "
    "one ends it?"
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
        if step % length == 0:
            snapshots.append({name: value.clone() for name, value in model.state_dict().items()})
    return snapshots
