"""Copies of the model itself."""

import copy
import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "You return copies of the model. Asked for are its state dicts: names and tensors, which can "
    "be saved, averaged, and loaded into any model of the same form."
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
            snapshots.append(copy.deepcopy(model))
    return snapshots
