"""The cross-entropy of probabilities."""

import math

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "Your steps are too small, and differ in direction: cross_entropy expects logits and takes "
    "the softmax itself. You give it probabilities, so it takes two."
)


def train_snapshots(model, x, y, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr0)
    snapshots = []
    model.train()
    for step in range(total_steps):
        optimizer.param_groups[0]["lr"] = snapshot_schedule(step, total_steps, cycles, lr0)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x).softmax(dim=1), y)
        loss.backward()
        optimizer.step()
        if (step + 1) % length == 0 or step + 1 == total_steps:
            snapshots.append({name: value.clone() for name, value in model.state_dict().items()})
    return snapshots
