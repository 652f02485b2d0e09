"""Detaches the tensors and does not copy them."""

import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "All your snapshots hold the last parameters. detach() leaves the graph of autograd, but not "
    "the memory: the new tensor is a view of the same numbers. Make copies."
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
            snapshots.append({name: value.detach() for name, value in model.state_dict().items()})
    return snapshots
