"""Snapshots are fetched to the CPU."""

import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
DEVICES = ["cuda"]
HINT = (
    "Your snapshots are right, but they lie on the CPU while the model is on a GPU. That may save "
    "the GPU's memory, and is not what was asked: snapshots are on the model's device, so that "
    "they can be averaged, loaded and compared there without a transfer. Whoever wants them "
    "elsewhere can move them."
)


def train_snapshots(model, x, y, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr0)
    snapshots = []
    model.train()
    for step in range(total_steps):
        optimizer.param_groups[0]["lr"] = snapshot_schedule(step, total_steps, cycles, lr0)
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
        if (step + 1) % length == 0 or step + 1 == total_steps:
            state = model.state_dict()
            snapshots.append({name: value.detach().clone().cpu() for name, value in state.items()})
    return snapshots
