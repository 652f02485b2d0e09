"""Keeps model.state_dict() itself."""

import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "All your snapshots hold the last parameters. model.state_dict() makes no copies: its tensors "
    "are the model's own, and every later step writes into them. Copy each tensor when the "
    "snapshot is taken."
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
            snapshots.append(model.state_dict())
    return snapshots
