"""Adam instead of gradient descent."""

import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "Your steps have about the same length in every parameter, whatever its gradient: those are "
    "Adam's. Asked for is plain gradient descent, parameter minus rate times gradient."
)


def train_snapshots(model, x, y, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr0)
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
    return snapshots
