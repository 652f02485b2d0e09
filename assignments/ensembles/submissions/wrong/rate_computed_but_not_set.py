"""Overwrites a local variable instead of the optimizer's rate."""

import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "You compute the rate of each step, but the optimizer never learns of it: a number is copied "
    "when the optimizer is made. The rate it uses lies in its param_groups."
)


def train_snapshots(model, x, y, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr0)
    snapshots = []
    model.train()
    for step in range(total_steps):
        lr0 = snapshot_schedule(step, total_steps, cycles, lr0)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        if (step + 1) % length == 0 or step + 1 == total_steps:
            snapshots.append({name: value.clone() for name, value in model.state_dict().items()})
    return snapshots
