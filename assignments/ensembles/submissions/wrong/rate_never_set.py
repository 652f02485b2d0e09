"""Every step with the rate lr0."""

import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "Your steps are all made at the rate lr0: the optimizer was made with it and never told of "
    "another. Compute the rate of each step and put it into the optimizer before the step."
)


def train_snapshots(model, x, y, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr0)
    snapshots = []
    model.train()
    for step in range(total_steps):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        if (step + 1) % length == 0 or step + 1 == total_steps:
            snapshots.append({name: value.clone() for name, value in model.state_dict().items()})
    return snapshots
