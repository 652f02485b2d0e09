"""A snapshot after every step."""

import torch
from torch import nn

FAILS = ["train_snapshots"]
HINT = (
    "You keep a snapshot of every step. Within a cycle, the network has not settled, and "
    "neighbours are almost alike; only the end of each cycle is kept."
)


def train_snapshots(model, x, y, total_steps, cycles, lr0):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr0)
    snapshots = []
    model.train()
    for step in range(total_steps):
        optimizer.param_groups[0]["lr"] = snapshot_schedule(step, total_steps, cycles, lr0)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        snapshots.append({name: value.clone() for name, value in model.state_dict().items()})
    return snapshots
