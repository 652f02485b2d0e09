"""Leaves the buffers out."""

import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "Your snapshots lack the buffers: named_parameters lists what is learned, but a network with "
    "BatchNorm can't be evaluated without its running statistics. The state dict has both."
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
            snapshots.append({name: p.detach().clone() for name, p in model.named_parameters()})
    return snapshots
