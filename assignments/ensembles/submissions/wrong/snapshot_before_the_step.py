"""Takes the snapshot before the cycle's last step."""

import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "Your snapshots lack the last step of their cycles: they are taken when the rate is lowest, "
    "but before that step was made. A snapshot comes after the step that ends the cycle."
)


def train_snapshots(model, x, y, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr0)
    snapshots = []
    model.train()
    for step in range(total_steps):
        if (step + 1) % length == 0 or step + 1 == total_steps:
            snapshots.append({name: value.clone() for name, value in model.state_dict().items()})
        optimizer.param_groups[0]["lr"] = snapshot_schedule(step, total_steps, cycles, lr0)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
    return snapshots
