"""Every cycle starts from the first weights again."""

import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "Your first snapshot is right. Then you set the model back to where it began, so every cycle "
    "is a run of its own. A snapshot ensemble goes on from where the last cycle ended, and only "
    "the rate starts again."
)


def train_snapshots(model, x, y, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr0)
    snapshots = []
    model.train()
    first = {name: value.clone() for name, value in model.state_dict().items()}
    for step in range(total_steps):
        if step % length == 0:
            model.load_state_dict(first)
        optimizer.param_groups[0]["lr"] = snapshot_schedule(step, total_steps, cycles, lr0)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        if (step + 1) % length == 0 or step + 1 == total_steps:
            snapshots.append({name: value.clone() for name, value in model.state_dict().items()})
    return snapshots
